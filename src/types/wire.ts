import type { EventContext } from './event-context.ts'

/**
 * One encoded event in printable ASCII, as it waits in the outbox. Where a dialect writes query strings it has a shared
 * part that starts with `?` and its own part, a newline between them: neighbours whose shared parts are alike say it
 * once, on the wire and where they are stored.
 */
export type Line = string

/** One request, ready for the browser. Without a body everything is in the address. */
export interface WireRequest {
  readonly url: string
  readonly body?: string | Blob
  /** How many lines it holds. */
  readonly lines: number
}

/** How one tracker's events fared, since it was created. */
export interface Ledger {
  /** The tracker's own name, as in `EventContext`. */
  readonly sender: string
  /**
   * `recorded` events; lines `adopted` from pages that are gone; lines `delivered`, own and adopted; lines `retried`;
   * and by the reason of each `Issue`, the events it cost.
   */
  readonly counts: Readonly<Record<string, number>>
}

/** Something that a plugin saw, in no dialect: what it is called, and its facts by name. */
export interface Signal {
  /**
   * A category and what happened there, apart at the first slash: `page/view`. Apart at a NUL where there is one: a category
   * that a page made up may have slashes of its own.
   */
  readonly name: string
  readonly [fact: string]: unknown
}

/** A dialect: how events of one kind are written. Pure: it touches nothing of the page. */
export interface Wire<Event> {
  /** Writes one event. Throws an `Issue` that names the field when it cannot be written. */
  encode(event: Event, moment: EventContext): Line
  /**
   * Makes one request of lines: of all, or of as many of the first as one request of this dialect can hold.
   *
   * @param ledger - told to the collector with it, where the dialect has a place for that
   */
  pack(lines: readonly Line[], collector: string, ledger?: Ledger): WireRequest
  /** Says in this dialect what a plugin saw; nothing, where it has no word for it. */
  fromSignal?(signal: Signal): Event | undefined
  /**
   * What asks the collector whether it has a line, where the dialect can: shorter than the line, in its place in a
   * request. The answer says which of them are `missing`.
   */
  question?(line: Line): Line
  /** Hears the collector's clock, in seconds since the epoch, with each answer that tells it. */
  onServerTime?(time: number): void
}
