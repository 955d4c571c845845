/** An event that was not accepted. */
export interface RejectedEvent {
  /** When it came: milliseconds since the epoch. */
  readonly received: number
  readonly dialect: string
  readonly parameter?: string
  readonly error: string
  /** The page that sent it, as its browser says. */
  readonly origin?: string
  /** What was sent, cut off. */
  readonly said: string
}

/** What the live page shows of them. */
export interface RejectedSummary {
  /** The newest first. */
  readonly items: readonly RejectedEvent[]
  /** How many there were since the start. */
  readonly total: number
}
