/** One event as it is kept, whatever dialect it came in. */
export interface StoredEvent {
  readonly dialect: 'rivet' | 'kaltura'
  /** What happened, in the dialect's own words: Rivet's `category/action`, `kaltura/` and the name of its type. */
  readonly type: string
  /** When it happened, by the sender's clock, or when it came in where the dialect has no time: ms since the epoch. */
  readonly time: number
  /** When it came in, by the collector's clock: milliseconds since the epoch. */
  readonly received: number
  readonly visitor?: string | undefined
  readonly session?: string | undefined
  /** Address of the page it happened on, as it was sent. */
  readonly page?: string | undefined
  /** With `sequence`, the event's key: one pair is stored once. */
  readonly sender?: string | undefined
  /** Counts the sender's events from 1. */
  readonly sequence?: number | undefined
  /** Everything else the dialect knows, by name. */
  readonly payload: Readonly<Record<string, unknown>>
}

/** A stored event and its place in the store: a higher `id` was stored later. */
export interface LiveEvent extends StoredEvent {
  readonly id: number
}
