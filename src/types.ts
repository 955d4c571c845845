/** What went wrong, said to `onIssue`: nothing is ever thrown into the host page. */
export interface Issue {
  /**
   * - `invalid`: an option cannot be used, and the tracker does nothing; or an event cannot be written, and is dropped.
   * - `outbox-full`: more waits than may be kept; the oldest event was dropped.
   * - `stopped`: an event came after `stop()`, and was dropped.
   * - `unexpected`: something threw that should not have.
   */
  readonly reason: 'invalid' | 'outbox-full' | 'stopped' | 'unexpected'
  /** The option or event field at fault, as the caller spells it: `collector`, `category`, `labels`. */
  readonly field?: string
  /** What was given for that field; of `unexpected`, what was thrown. */
  readonly value?: unknown
}

/** What is true at the moment an event happens, beside the event itself. */
export interface Moment {
  /** Milliseconds since the epoch. */
  readonly now: number
  /** The lasting id of the visitor's browser (`_tog.rv-userID`). */
  readonly visitor: string
  /** The id of the visit, which ends after 30 minutes without activity (`_tog.rv-sessionID`). */
  readonly session: string
  /** Address of the page that embeds the display, where the browser tells. */
  readonly page: string | undefined
  /** Names one tracker's life; together with `sequence` it is the event's key. */
  readonly sender: string
  /** Counts the sender's events from 1: a gap is a loss the collector can see. */
  readonly sequence: number
}

/**
 * One encoded event, as it waits in the outbox: a shared part that starts with `?` and its own part, a newline
 * between them. Neighbours whose shared parts are alike say it once on the wire.
 */
export type Line = string

/** One request, ready for the browser. Without a body everything is in the address. */
export interface WireRequest {
  readonly url: string
  readonly body?: string
  /** How many lines it holds. */
  readonly lines: number
}

/** A dialect: how events of one kind are written. Pure: it touches nothing of the page. */
export interface Wire<Event> {
  /** Writes one event. Throws an `Issue` that names the field when it cannot be written. */
  encode(event: Event, moment: Moment): Line
  /** Makes one request of lines: of all, or of as many of the first as one request of this dialect can hold. */
  pack(lines: readonly Line[], collector: string): WireRequest
}

/** A place where small values outlive the page. None of its functions throws. */
export interface Store {
  get(key: string): string | null | undefined
  /** @param days - how long to keep it, where the store knows of time */
  set(key: string, value: string, days?: number): unknown
}

/** Where lines wait until they are delivered. */
export interface Outbox {
  put(line: Line): void
  /** Hands out all that wait, oldest first; they are in nobody else's hands until removed or released. */
  take(): Line[]
  /** They are delivered: forget them. */
  remove(lines: readonly Line[]): void
  /** They are not: let them wait again, before all others. */
  release(lines: readonly Line[]): void
}

/**
 * Takes lines to the collector. Its first attempt comes before its first `await`: on the way out of a page there is no
 * later.
 *
 * @returns how many of the lines are delivered, counted from the first
 */
export type Delivery = (
  lines: readonly Line[],
  pack: (lines: readonly Line[]) => WireRequest,
  reason: FlushReason,
) => Promise<number>

/** Why a flush happened. */
export type FlushReason = 'count' | 'bytes' | 'wait' | 'hidden' | 'pagehide' | 'manual' | 'retry' | 'stop'

type Keys<Event> = Event extends unknown ? keyof Event : never

/** `Event` when the fields `Given` have been given before. */
export type Remaining<Event, Given extends PropertyKey> = Event extends unknown
  ? Omit<Event, Given> & Partial<Pick<Event, Given & keyof Event>>
  : never

/** Records events of one dialect. No function of it ever throws, and none does anything without a window. */
export interface Tracker<Event, Given extends PropertyKey = never> {
  /** Records one event. It is sent soon, together with others. */
  track(event: Remaining<Event, Given>): void
  /**
   * A tracker with defaults of its own: same ids, same queue. Fields that are objects (`labels`) are merged, all
   * others replaced by what `track` says.
   */
  with<const Defaults extends Partial<Event>>(
    defaults: Defaults,
  ): Tracker<Event, Given | Extract<keyof Defaults, Keys<Event>>>
  /** Starts a clock; the function it returns records the event with its `duration`, the milliseconds since. */
  time(event: Remaining<Event, Given>): () => void
  /** Sends what is queued now. */
  flush(): void
  /**
   * Sends what is queued and takes every listener and timer off the page; events that come later are refused. A
   * tracker made by `with()` has nothing of its own on the page: it only sends.
   */
  stop(): void
}
