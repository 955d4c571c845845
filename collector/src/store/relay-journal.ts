import type { LiveEvent } from '../model/event.ts'
import type { Followed } from './store.ts'

/** An event that a target of the relay has refused for good. */
export interface Refusal {
  /** The event's id in the store. */
  readonly event: string
  readonly reason: string
  /** Milliseconds since the epoch. */
  readonly refused: number
}

/** What has become of a target since the last time. */
export interface Progress {
  readonly target: string
  /** All that is before it was taken or refused. */
  readonly cursor: string
  readonly refused: readonly Refusal[]
  /** Ids of refused events that were sent again and are settled: taken, or not wanted any more. */
  readonly settled: readonly string[]
}

/** A refused event with what it says. */
export interface RefusedEvent extends Refusal {
  readonly target: string
  /** Whether it waits to be sent again. */
  readonly isAgain: boolean
  readonly said: LiveEvent
}

/**
 * What the relay knows of its targets, which outlives it. It is kept where the events are, so that a backup has both as
 * they belong together.
 */
export interface RelayJournal {
  /** How far each target is, by its name. */
  cursors(): Promise<Readonly<Record<string, string>>>
  /** The cursor behind all that is stored. */
  end(): Promise<string>
  /** Resolves when it is on disk, all of it or nothing. */
  save(progress: readonly Progress[]): Promise<void>
  /** How many refused events each target has. */
  counts(): Promise<Readonly<Record<string, number>>>
  /** The last ones, the newest first. Of deleted events there are none. */
  refused(limit: number): Promise<readonly RefusedEvent[]>
}

/** Reads a store that another process writes to. */
export interface Follower {
  /** As the store's own `after`. */
  after(cursor: string | undefined, limit: number): Followed | Promise<Followed>
  /** Which of these events are stored and not deleted. */
  kept(ids: readonly string[]): ReadonlySet<string> | Promise<ReadonlySet<string>>
  /** Events that a target has refused and that are to be sent to it again. */
  again(target: string, limit: number): readonly LiveEvent[] | Promise<readonly LiveEvent[]>
  close(): void
}

/** Which refused events are meant: of one target, or of all; these events, or all. */
export interface RefusedSelection {
  readonly target?: string | undefined
  readonly events?: readonly string[] | undefined
}
