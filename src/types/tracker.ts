import type { Signal } from './wire.ts'

/**
 * Watches something of the page.
 *
 * @param emit - hears of each signal; it never throws
 * @param signal - when it aborts, nothing may be left of the plugin: no listener, no timer, no observer
 */
export type Plugin = (emit: (signal: Signal) => void, signal: AbortSignal) => void

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
   * A tracker with defaults of its own: same ids, same queue. Fields that are objects (`labels`) are merged, what `track`
   * says first; all others are replaced by that.
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
