import type { LiveEvent, StoredEvent } from '../event.ts'

/** What became of appended events. */
export interface Appended {
  readonly stored: readonly LiveEvent[]
  /** How many were stored before, by their key. */
  readonly repeated: number
}

export interface Count {
  readonly category: string
  readonly action: string
  readonly count: number
}

/** Seconds since the epoch, and how many events were received in that second. */
export type Rate = readonly [second: number, count: number]

/** Where events are kept. Every function rejects when the store cannot do its work. */
export interface Store {
  /** Resolves when the events are on disk: from then on a crash cannot lose them. */
  append(events: readonly StoredEvent[]): Promise<Appended>
  total(): Promise<number>
  /** How many events of each category and action, the most frequent first. */
  counts(): Promise<Count[]>
  /** Seconds without an event are left out; the oldest comes first. */
  rate(sinceSecond: number): Promise<Rate[]>
  /** The newest first. */
  recent(limit: number): Promise<LiveEvent[]>
  /** Writes what is waiting, then lets go of the store. */
  close(): Promise<void>
}
