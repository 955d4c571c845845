import type { LiveEvent } from '../model/event.ts'
import type { Sender } from '../model/sender.ts'
import type { Count, Delivery, Rate } from './store.ts'

/** What a store holds that was stored up to some time. */
export interface Figures {
  readonly total: number
  /** How many of them have no sender's number. */
  readonly unnumbered: number
  readonly counts: readonly Count[]
  readonly rate: readonly Rate[]
  readonly delivery: Delivery
  /** The latest first. */
  readonly senders: readonly Sender[]
  /** Grows when something is deleted, which the other figures know of then. */
  readonly deleted: number
}

/** An event, and the key that the store knows it by. */
export interface Keyed {
  readonly key: string
  readonly event: LiveEvent
  /** When it was stored, ms since the epoch: by the clock of the collector that stored it. */
  readonly stored: number
}

/** Looks at a store that others write to, too. Times are ms since the epoch. */
export interface Watch {
  /** @param until - what was stored later is in none of the counts */
  figures(until: number, sinceSecond: number, senders: number): Promise<Figures>
  /**
   * Keys of what was stored since, the newest first; of each part of the store at most so many.
   *
   * @returns what is stored already may be among them
   */
  since(time: number, limit: number): Promise<readonly string[]>
  /** Events of these keys that are not deleted, the oldest first. */
  events(keys: readonly string[]): Promise<readonly Keyed[]>
}
