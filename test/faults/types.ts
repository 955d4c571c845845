/** What the proxy does to requests. `pass` is no fault, nor is `late`: the answer comes 4 s after its time. */
export type Fault = 'pass' | 'unavailable' | 'too-many' | 'reset' | 'hang' | 'lose-answer' | 'late' | 'refuse'

export interface FaultProxy {
  /** The origin that pages send to; it stays the same, whatever happens. */
  readonly url: string
  /** Requests by what was done to them, preflights left out. Connections that were refused are not seen. */
  readonly counts: Readonly<Record<Exclude<Fault, 'refuse'>, number>>
  /** The bodies of requests, as they came, in the order they came in. */
  readonly bodies: readonly Buffer[]
  /** Whether it has passed on every request, and every answer, until now. */
  readonly isFaultless: boolean
  /** From now on, every request meets this. `refuse` closes the port, anything else opens it. */
  behave(fault: Fault): Promise<void>
  /** Resolves when so many requests have met what the proxy does now, or when the time (in ms) is over. */
  met(requests: number, within: number): Promise<void>
  close(): Promise<void>
}

/** One tab of a browser, or a window where the engine has no tabs. */
export interface Tab {
  /** The value of an expression in the page; it waits for a promise's. */
  evaluate<T = unknown>(expression: string): Promise<T>
  go(address: string): Promise<void>
  /** One page back. It does not wait for it. */
  back(): Promise<void>
  /** As its reader closes it: the page gets its events. */
  close(): Promise<void>
  /** Takes this page off the network, as the engine does it, or puts it back. */
  offline(is: boolean): Promise<void>
  /** Chromium only: a command of its DevTools protocol. The page cannot be prerendered or prerender afterwards. */
  cdp?(method: string, parameters: object): Promise<unknown>
  /** Chromium only: the events of its DevTools protocol with this name, in an array that goes on filling. */
  cdpEvents?(name: string): Promise<readonly unknown[]>
}

export interface Browser {
  /** Opens a tab in front, and waits for the page. */
  open(address: string): Promise<Tab>
  /** Ends the processes of the pages, but not the browser's own. */
  crash(): Promise<void>
  /** Ends it as its user does. */
  quit(): Promise<void>
  /** Ends all of its processes without a chance to do anything. */
  kill(): Promise<void>
}

export type Ability = 'offline' | 'profile' | 'restart'

export interface Engine {
  readonly name: 'chromium' | 'firefox' | 'webkit'
  /** `offline`: pages hear of it. `profile`: what a page stored is there after a relaunch. */
  readonly can: readonly Ability[]
  /** @param profile - a folder, the same one for the next launch on the same profile */
  launch(profile: string): Promise<Browser>
}

/** Where the events go, behind the proxy. */
export interface Destination {
  /** Its origin now; it may be another one after a restart. */
  readonly url: string
  /** The numbers of the events that arrived, each as often as it did. */
  numbers(): readonly number[] | Promise<readonly number[]>
  /** Told the origin of the page that will send, before the page is there. */
  admit?(origin: string): Promise<void>
  /** SIGKILL. Needed for the scenarios that need `restart`. */
  kill?(): Promise<void>
  /** Up again, with what it had stored. */
  start?(): Promise<void>
}

/** What is on the stage of a scenario. */
export interface Stage {
  readonly browser: Browser
  /** The first visit's tab, with the tracker on it, in front. */
  readonly tab: Tab
  readonly proxy: FaultProxy
  readonly collector: Destination
  /** A page with the tracker on it. */
  readonly address: string
  /** An empty page of the same origin. */
  readonly blank: string
  /** Tracks the next numbers, all in one task. */
  track(
    count: number,
    how?: {
      readonly tab?: Tab
      /** What the page does next, in the same task. */
      readonly next?: string
      /** Characters that the events carry besides their number. */
      readonly size?: number
    },
  ): Promise<void>
  /**
   * Resolves when all that was tracked has arrived, or is where the browser's end does not reach it, as far as the subject
   * can say: a busy machine needs its time. After a minute in any case.
   */
  kept(): Promise<void>
  /** As `kept`, where the end of the page does not reach it. */
  deferred(): Promise<void>
  /** As `kept`, where the next page finds it, though not one after a browser that was killed. */
  stored(): Promise<void>
}

export interface Scenario {
  /** What happens, as a heading. */
  readonly name: string
  readonly needs?: readonly Ability[]
  /** HTML before the SDK. */
  readonly before?: string
  /** How long, in ms, events may take to arrive when `run` is over. */
  readonly within: number
  /** Whether the reader comes back: the same page, in the same profile, once that time is over. */
  readonly returns: boolean
  /** Whether that second visit lasts until nothing waits any more, where the subject says what does. */
  readonly isConfirmed?: boolean
  run(stage: Stage): Promise<void>
}

/** What is measured: an SDK on a page. */
export interface Subject {
  /**
   * Content by path. The page is at `/`, and has `window.track(number, size?)` when it is loaded.
   *
   * @param collector - the origin that the SDK sends to
   * @param before - HTML that belongs in front of everything else
   */
  pages(collector: string, before: string): Readonly<Record<string, string>>
  /** What is still to be sent, as an expression in the page that the reader comes back to: a list. */
  readonly left?: string
  /** The numbers that the page keeps where they outlive the browser, whoever kills it. */
  kept?(tab: Tab): Promise<readonly number[]>
  /** The numbers that the page has put into storage. */
  stored?(tab: Tab): Promise<readonly number[]>
  /** The numbers that the browser has been told to send when the page ends, however it does. */
  deferred?(tab: Tab): Promise<readonly number[]>
}

/** What came of it. */
export interface Outcome {
  /** The numbers tracked. */
  readonly tracked: readonly number[]
  /** The numbers that had arrived before the reader came back, each as often as it had. */
  readonly before: readonly number[]
  /** The numbers that had arrived in the end. */
  readonly arrived: readonly number[]
  /** The subject's `left`, when the second visit is over. */
  readonly left?: unknown
  /** Requests by what the proxy did to them. */
  readonly requests: FaultProxy['counts']
  /** The bodies of these requests. */
  readonly bodies: FaultProxy['bodies']
  /** Whether the collector could be reached, and answered, all the time. */
  readonly isFaultless: boolean
  /** How many pages had heard of their end before the reader came back: a browser ends a page that does not answer. */
  readonly farewells: number
  /** How many more beacons Firefox took of these pages than came of requests: at least so many it has dropped. */
  readonly dropped: number
  /** What the site was asked for, in the order it was. */
  readonly asked: readonly string[]
}
