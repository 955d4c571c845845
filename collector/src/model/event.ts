/** One event as it is kept, whatever dialect it came in. */
export interface StoredEvent {
  readonly dialect: 'rivet' | 'kaltura' | 'profile-store'
  /**
   * What happened, in the dialect's own words: Rivet's `category/action`, `kaltura/` and the name of its type, the
   * EventType of Profile Store.
   */
  readonly type: string
  /** When it happened, by the sender's clock, or when it came in where the dialect has no time: ms since the epoch. */
  readonly time: number
  /** What the time has below the millisecond: 0 to 9999, in 100 ns. */
  readonly fraction?: number | undefined
  /** When it happened as it says, where that is so far ahead that it cannot be: the time is then when it came in. */
  readonly original?: number | undefined
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
  /** What its key is where it has neither sender nor sequence: a hash of all that it says. One is stored once. */
  readonly digest?: string | undefined
  /** The part of the store it belongs to: `default` where nothing is said. */
  readonly scope?: string | undefined
  /** The event's key in its scope, where the sender has named it. */
  readonly track?: string | undefined
  /** What happened, in words for people. */
  readonly value?: string | undefined
  /** Of the page it happened on. */
  readonly title?: string | undefined
  /** The visitor's IP address. */
  readonly address?: string | undefined
  readonly user?: Readonly<Record<string, unknown>> | undefined
  readonly country?: string | undefined
  readonly city?: string | undefined
  /** What sent it, where that is known to be no person: `bot`. */
  readonly traffic?: string | undefined
  /** Everything else the dialect knows, by name; of Profile Store any JSON. */
  readonly payload: unknown
}

/** A stored event. */
export interface LiveEvent extends StoredEvent {
  /** Names it among all that are stored, and says nothing else: what came first is the store's to say. */
  readonly id: string
}
