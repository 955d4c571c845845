/** What went wrong, said to `onIssue`: nothing is ever thrown into the host page. */
export interface Issue {
  /**
   * - `invalid`: an option cannot be used, and the tracker does nothing; or an event cannot be written, and is dropped.
   * - `outbox-full`: more waits than may be kept; the oldest event was dropped.
   * - `expired`: an event waited for a week without being delivered, and was dropped.
   * - `refused`: the collector will not have a request (`value`: 400); its events were dropped.
   * - `rejected`: the collector took a request but for one event (`value`: what it said), which was dropped.
   * - `too-large`: the collector will not have an event for its size; it was dropped.
   * - `denied`: the visitor does not want to be tracked, and the tracker does nothing; or what waited for consent, or was
   *   waiting to be sent, was dropped.
   * - `unsupported`: a plugin needs what this browser has not (`value`: what that is), and does nothing.
   * - `stopped`: an event came after `stop()`, and was dropped.
   * - `unreachable`: no collector answers, and events wait (`value`: the status that came back and the address it came
   *   from; the address alone where nothing came).
   * - `worker`: `createTracker()` was called in a worker, which has no page, no cookies and no localStorage: the tracker
   *   does nothing. Make it in the page, and have the worker post to it what is to be tracked.
   * - `unexpected`: something threw that should not have.
   */
  readonly reason:
    | 'invalid'
    | 'outbox-full'
    | 'expired'
    | 'refused'
    | 'rejected'
    | 'too-large'
    | 'denied'
    | 'unsupported'
    | 'stopped'
    | 'unreachable'
    | 'worker'
    | 'unexpected'
  /** The option or event field at fault, as the caller spells it: `collector`, `category`, `labels`. */
  readonly field?: string
  /** What was given for that field; of `unexpected`, what was thrown. */
  readonly value?: unknown
  /** How many events it cost, where that is not one: 0 where they only wait. */
  readonly events?: number
}

/** What a visitor has said to being tracked. */
export type ConsentState = 'pending' | 'granted' | 'denied'

/** Where it is said. */
export interface ConsentSwitch {
  readonly state: ConsentState
  /** Trackers record from here on, and first of all what they have held back. */
  grant(): void
  /** Trackers drop what they have, and what was stored is deleted. */
  deny(): void
}

/** When and where an event happens. */
export type Scene = Pick<Moment, 'now' | 'page' | 'title'>

/** What is true at the moment an event happens, beside the event itself. */
export interface Moment {
  /** Milliseconds since the epoch. */
  readonly now: number
  /** The lasting id of the visitor's browser (`_tog.rv-userID`); nobody's, when events are anonymous. */
  readonly visitor?: string | undefined
  /** The id of the visit, which ends after 30 minutes without activity (`_tog.rv-sessionID`); none of anonymous events. */
  readonly session?: string | undefined
  /** Address of the page that embeds the display, where the browser tells. */
  readonly page: string | undefined
  /** Title of that page, where the browser tells. */
  readonly title: string | undefined
  /** Names one tracker's life; together with `sequence` it is the event's key. */
  readonly sender: string
  /** Counts the sender's events from 1: a gap is a loss the collector can see. */
  readonly sequence: number
}

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
  /** The tracker's own name, as in `Moment`. */
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

/**
 * Watches something of the page.
 *
 * @param tell - hears of each signal; it never throws
 * @param life - when it aborts, nothing may be left of the plugin: no listener, no timer, no observer
 */
export type Plugin = (tell: (signal: Signal) => void, life: AbortSignal) => void

/** A dialect: how events of one kind are written. Pure: it touches nothing of the page. */
export interface Wire<Event> {
  /** Writes one event. Throws an `Issue` that names the field when it cannot be written. */
  encode(event: Event, moment: Moment): Line
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

/** A place where small values outlive the page. None of its functions throws. */
export interface Store {
  get(key: string): string | null | undefined
  /**
   * @param days - how long to keep it, where the store knows of time
   * @returns something true when it is kept
   */
  set(key: string, value: string, days?: number): unknown
}

/** A place where lines outlive the page, each under a key of its own. */
export interface LineStore extends Store {
  remove(key: string): void
  /** All that is kept under keys that begin so, by whichever page. */
  all(prefix: string): Promise<readonly (readonly [key: string, line: Line])[]>
}

/** How a request fared, in HTTP's terms. */
export interface DeliveryResult {
  /**
   * - 200: delivered;
   * - 202: the browser has it, and nobody will say whether it arrived;
   * - 400: the collector will never have it;
   * - 413: too large, try half of it; of a single line: never;
   * - 0: no answer, or none of a collector;
   * - anything else: not now.
   */
  readonly status: number
  /** Not before so many ms. */
  readonly retryAfter?: number
  /** Of what was delivered, what the collector said of each line it will never have. */
  readonly rejected?: readonly unknown[] | undefined
  /** Of the lines that were asked for, those that the collector does not have, counted from 1. Default: all. */
  readonly missing?: readonly number[] | undefined
  /** The collector's clock, in seconds since the epoch. */
  readonly time?: number | undefined
  /** Why no collector can be reached: the status that came back and its address, or the address that is silent. */
  readonly received?: string
}

/** What a delivery has to know beside the request. */
export interface SendOptions {
  /** Whether the page may be about to end. */
  readonly isLeaving: boolean
  /** Whether the browser has refused even a single line, by a 413 that came at once. */
  readonly isRefused: boolean
}

/** How requests are sent. */
export interface Delivery {
  /**
   * The attempt is made before this returns, and it answers at once where it can: on the way out of a page there is
   * no later. It never rejects.
   */
  send(request: WireRequest, options: SendOptions): DeliveryResult | Promise<DeliveryResult>
  /** Whether its results say what the collector has, so that it can be asked. Default: false. */
  readonly isAnswered?: boolean
  /** Makes a request smaller, while there is time. */
  prepare?(request: WireRequest): Promise<WireRequest>
  /**
   * Told whenever what waits has changed.
   *
   * @param pending - the request that would be sent next, of at most so many lines
   */
  onPendingChange?(pending: (maxCount?: number) => WireRequest | undefined): void
}

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
  /**
   * Lets a plugin watch, with this tracker's defaults.
   *
   * @returns ends that; `stop()` of the page's tracker does too
   */
  use(plugin: Plugin): () => void
  /** Sends what is queued now. */
  flush(): void
  /**
   * Sends what is queued and takes every listener and timer off the page; events that come later are refused. A
   * tracker made by `with()` has nothing of its own on the page: it only sends.
   */
  stop(): void
}
