import type { ExportFormat } from '../export/export-format.ts'
import type { LiveEvent, StoredEvent } from '../model/event.ts'
import type { Kind } from '../model/kind.ts'
import type { Ledger, Report, Sender } from '../model/sender.ts'
import type { Exported } from './exported.ts'
import type { Answer, Question } from './question.ts'
import type { Selection } from './selection.ts'
import type { Weighed } from './stored-json.ts'
import type { Watch } from './watch.ts'

/** What an event's sender knows it by. */
export interface EventKey {
  readonly sender: string
  readonly sequence: number
}

/** What became of appended events. */
export interface Appended {
  readonly stored: readonly LiveEvent[]
  /** How many were stored before, by their key. */
  readonly repeated: number
  /** The senders they came from. */
  readonly senders: readonly SenderChange[]
}

/** A sender as it was, when it was known before, and as it is now. */
export interface SenderChange {
  readonly before: Sender | undefined
  readonly now: Sender
}

/** All senders together. */
export interface Delivery {
  readonly senders: number
  /** How many events they must have had, and how many of those are stored. */
  readonly expected: number
  readonly stored: number
  /** How many came again, and were not stored again. */
  readonly repeated: number
  /** How many of those that are not stored their own sender has reported as lost. */
  readonly reported: number
  /** The senders' ledgers added up. */
  readonly ledger: Ledger
}

export interface Count extends Kind {
  readonly count: number
}

/** Seconds since the epoch, and how many events were received in that second. */
export type Rate = readonly [second: number, count: number]

/** An event that was deleted: what it was counted by. */
export interface Deleted extends Kind {
  readonly id: string
  /** Milliseconds since the epoch. */
  readonly received: number
}

/** What became of a wish to delete. */
export type Deletion =
  | { readonly kind: 'deleted'; readonly events: readonly Deleted[] }
  | { readonly kind: 'unknown' }
  /** So many are waiting to be erased that no more may be; `retryAfter` is in seconds. */
  | { readonly kind: 'full'; readonly retryAfter: number }

/** Which events are to be erased, and with them what is known of their senders. */
export type Erasure =
  /** What one visitor did. Keys stay: what is sent again is not stored again. */
  | { readonly visitor: string }
  /** What came before, in ms since the epoch. Nobody sends it again any more, so nothing of it stays. */
  | { readonly receivedBefore: number }

/** The events of a sender that are not stored. */
export interface Gaps {
  /** First and last sequence of each, the lowest first. */
  readonly ranges: readonly (readonly [first: number, last: number])[]
  /** The lowest sequence that was looked at: 1, unless there was more than can be looked at at once. */
  readonly from: number
}

/** One event of a playback session, with what its course is drawn from. */
export interface PlaybackEvent {
  readonly id: string
  /** `kaltura/play` */
  readonly type: string
  /** Milliseconds since the epoch, by the collector's clock. */
  readonly received: number
  /** What its player has counted it as: it begins at 1 again after a pause, and with another entry. */
  readonly index?: number
  /** Seconds in the media. */
  readonly position?: number
  /** Where a seek goes to: seconds in the media. */
  readonly target?: number
  /** Seconds of waiting for data, as the event counts them. */
  readonly waited?: number
  /** How fast it is played from then on; 1 is as recorded. */
  readonly speed?: number
}

export interface Playback {
  /** In the order in which they happened. */
  readonly events: readonly PlaybackEvent[]
  /** Whether there were earlier ones than can be told at once. */
  readonly isCut: boolean
}

/** Events in the order in which the store has them. */
export interface Followed {
  readonly events: readonly LiveEvent[]
  /** Where to go on; the same as was given when there was nothing. */
  readonly cursor: string
}

/** Where events are kept. Every function rejects when the store cannot do its work. */
export interface Store {
  /**
   * Resolves when the events are on disk: from then on a crash cannot lose them.
   *
   * @param weighed - what they take, by which it is known how much may wait
   */
  append(events: readonly StoredEvent[], reports?: readonly Report[], weighed?: Weighed): Promise<Appended>
  /**
   * Which of these events are not stored, by their places in the list. Those that were deleted count as stored: nobody is
   * to send them again.
   */
  missing(keys: readonly EventKey[]): Promise<readonly number[]>
  /** Rejects when events could not be stored now: writes for the sake of it, to the disk. */
  probe(): Promise<void>
  total(): Promise<number>
  /**
   * Hides what is called so in its scope from everything that reads events. Its key stays: it is not stored again.
   *
   * @param track - the event's own TrackId, or the one it is given for want of one (`event-name.ts`)
   */
  delete(scope: string, track: string): Promise<Deletion>
  /** Erases what was deleted, a little at a time, once the first of it has waited long enough. */
  purgeWhenDue(): Promise<void>
  /**
   * Erases some of these events, for good: a step in which others wait. Whoever reads does not see them from then on.
   *
   * @returns what was erased; empty once there is no more of it
   */
  erase(which: Erasure): Promise<readonly Deleted[]>
  /** How many events of each category and action, the most frequent first. */
  counts(): Promise<Count[]>
  /** Seconds without an event are left out; the oldest comes first. */
  rate(sinceSecond: number): Promise<Rate[]>
  /** The newest first. */
  recent(limit: number): Promise<LiveEvent[]>
  /**
   * Events for whoever follows the store, the oldest first. Their order lasts: what is stored later comes later, and what
   * was deleted meanwhile does not come.
   *
   * @param cursor - where the last answer ended. Default: the beginning
   */
  after(cursor: string | undefined, limit: number): Promise<Followed>
  /** Reads every sender: it takes the longer, the more there are. */
  delivery(): Promise<Delivery>
  /** Those that were seen last, the latest first. */
  senders(limit: number): Promise<Sender[]>
  /** The events of one sender that are not stored. */
  gaps(sender: string): Promise<Gaps>
  /** The last events of one playback session. */
  playback(session: string): Promise<Playback>
  /** @param signal - when it aborts, nobody waits for the answer any more */
  ask(question: Question, signal?: AbortSignal): Promise<Answer>
  /**
   * Writes all events of a selection that are stored when it begins, in the order of their time. What is deleted before
   * its turn does not come.
   *
   * @param signal - when it aborts, nobody takes the rest
   */
  export(selection: Selection, format: ExportFormat, signal?: AbortSignal): Promise<Exported>
  /** Present where others store events, too. */
  readonly watch?: Watch
  /** Writes what is waiting, then lets go of the store. */
  close(): Promise<void>
}
