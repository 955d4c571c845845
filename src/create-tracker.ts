import {
  currentScene,
  hasOptedOut,
  hasPage,
  isForeignFrame,
  isHidden,
  isWorker,
  wholeAddress,
} from './browser/page.ts'
import { afterLoad, onceActivated, onOnline, onPageLife } from './browser/page-life.ts'
import type { Consent } from './consent.ts'
import { beacons } from './delivery/beacons.ts'
import { createLedger } from './delivery/ledger.ts'
import { createPipeline, type Pipeline } from './delivery/pipeline.ts'
import type { BatchOptions } from './delivery/pipeline-options.ts'
import { createGuard, type Guard } from './guard.ts'
import type { IdExchange } from './id-exchange.ts'
import { createIds } from './identity/ids.ts'
import { createLife } from './lib/create-life.ts'
import { newId } from './lib/new-id.ts'
import { promised } from './lib/promised.ts'
import { refuse } from './lib/refuse.ts'
import { cookieStore } from './storage/cookie.ts'
import { exclusively } from './storage/exclusively.ts'
import { localStore } from './storage/local.ts'
import { bareTracker, type Parts } from './tracker.ts'
import type { Delivery, Issue, LineStore, Plugin, Scene, Store, Tracker, Wire } from './types.ts'
import type { RivetEvent } from './wires/rivet-event.ts'
import { rivetWire } from './wires/rivet-wire.ts'

export interface TrackerOptions {
  /** Where events go: an http(s) address, absolute or relative to the page. */
  readonly collector: string | URL
  /** When queued events are sent; the page's end sends them in any case. */
  readonly batch?: BatchOptions | undefined
  /** How requests are sent. Default: `beacons()`. */
  readonly delivery?: Delivery | undefined
  /** Where waiting events outlive the page. Default: localStorage. */
  readonly outbox?: LineStore | undefined
  /** Decides whether anything is recorded. Default: the browser, where its user has asked not to be tracked. */
  readonly consent?: Consent | undefined
  /** Whether events go without the ids of visitor and visit, of which nothing is stored then. Default: false. */
  readonly isAnonymous?: boolean | undefined
  /** Who else knows this visitor by the same ids: `shareIds` and `takeIds`. Default: nobody. */
  readonly ids?: IdExchange | undefined
  /** What watches the page for this tracker, from its beginning. */
  readonly plugins?: readonly (Plugin | false | null | undefined)[] | undefined
  /** Hears of everything that goes wrong. Default: nobody does; nothing is ever thrown or logged. */
  readonly onIssue?: ((issue: Issue) => void) | undefined
}

/** So many events at once are written at the end of their task, and wait for none. */
const burst = 50

const partsOf = <Event>(
  {
    collector,
    wire,
    batch = {},
    delivery = beacons(),
    consent,
    outbox,
    isAnonymous,
    local = localStore,
  }: TrackerOptions & { wire: Wire<Event>; outbox: LineStore; local: Store | undefined },
  { run, report }: Guard,
  { counts, count }: ReturnType<typeof createLedger>,
): Parts<Event> => {
  const life = createLife()
  const { signal } = life
  /** What was tracked before there was anything to write it with. */
  let early: [event: Event, scene: Scene][] | undefined = []
  let isActivated = false
  let isOpen = false
  let pipeline: Pipeline | undefined
  let write: ((event: Event, scene: Scene) => void) | undefined

  // A browser's first looks at storage, cookies and random numbers take milliseconds, and so does its first address:
  // whoever creates a tracker does not pay for them, nor whoever tracks something.
  const open = (): void => {
    if (isOpen) return
    isOpen = true
    if (!consent && hasOptedOut()) throw { reason: 'denied' } satisfies Issue
    const url = wholeAddress(collector)
    // Without a dot or a slash it is no address but a mistake: `undefined`, an empty string, an object.
    if (!/^https?:/.test(url) || !/[./]/.test(collector as string)) refuse('collector', collector)
    const sender = newId(10)
    const opened = createPipeline({
      store: outbox,
      delivery,
      batch,
      collector: url,
      wire,
      ledger: { sender, counts },
      count,
      report,
      isHidden,
      exclusively,
      signal,
    })
    pipeline = opened
    let identify: ReturnType<typeof createIds> | undefined
    write = (event, scene) => {
      if (!isAnonymous) identify ??= createIds(cookieStore(isForeignFrame()), local)
      const line = wire.encode(event, {
        ...scene,
        ...identify?.(scene.now),
        sender,
        sequence: (counts.recorded ?? 0) + 1,
      })
      // Only what was written takes a number: a gap means a loss.
      count('recorded')
      opened.put(line)
    }
  }
  /** Writes what was tracked early. Where nothing was, there are no ids either. */
  const begin = (): void => {
    if (!isActivated || signal.aborted || !early?.[0]) return
    run(open)
    // One by one, so that the rest is there for the page's end: Firefox cancels the scripts of a tab that is closed.
    for (let next = early.shift(); next; next = early.shift()) {
      const [event, scene] = next
      run(() => write?.(event, scene))
    }
    early = undefined
  }
  const beginSoon = async (): Promise<void> => {
    // A page that is hidden may have no other task, and so may one that has a burst to tell.
    await (isHidden() || early?.[burst - 1] || promised((done) => setTimeout(done)))
    begin()
  }
  const flush = (isLeaving?: boolean): void => {
    begin()
    pipeline?.flush(isLeaving)
  }

  onceActivated(() => {
    isActivated = true
    onPageLife(
      () => flush(true),
      () => pipeline?.comeBack(),
      signal,
    )
    // Not `adopt`: other pages hear of the network at the same moment, and are busy with what is theirs.
    onOnline(() => pipeline?.flush(), signal)
    beginSoon()
    afterLoad(() => {
      run(open)
      pipeline?.adopt()
    }, signal)
  }, signal)

  return {
    record(event, scene = currentScene()) {
      if (signal.aborted) throw { reason: 'stopped' } satisfies Issue
      if (!early) write?.(event, scene)
      else if ([1, burst].includes(early.push([event, scene]))) beginSoon()
    },
    fromSignal: (signal) => wire.fromSignal?.(signal),
    flush: () => flush(),
    life: signal,
    stop() {
      begin()
      // Before the last flush, so that not even that one is retried.
      life.abort()
      flush(true)
    },
    forget() {
      life.abort()
      return (early?.length ?? 0) + (pipeline?.forget() ?? 0)
    },
  }
}

/** As `createTracker`, with another wire where the options name none. */
export const createTrackerFor = <Event extends object>(
  options: TrackerOptions & { readonly wire?: Wire<Event> | undefined },
  usual: Wire<Event>,
): Tracker<Event> => {
  let ledger = createLedger()
  const guard = createGuard((issue) => {
    if (issue.events !== 0) ledger.count(issue.reason, issue.events)
    options.onIssue?.(issue)
  })
  const parts = (): Parts<Event> | undefined => {
    const { wire = usual, consent, outbox = localStore, ids, isAnonymous } = options
    if (isWorker()) throw { reason: 'worker' } satisfies Issue
    if (!hasPage()) return
    // Consent that was given anew is that of somebody new.
    const make = (local?: Store): Parts<Event> => {
      ledger = createLedger()
      return partsOf({ ...options, wire, outbox, local }, guard, ledger)
    }
    const begin = (): Parts<Event> => {
      if (!ids || isAnonymous) return make()
      // Before ids are exchanged.
      if (!consent && hasOptedOut()) throw { reason: 'denied' } satisfies Issue
      return ids(make, wire, outbox, guard)
    }
    return consent ? consent.hold(begin, wire, outbox, guard) : begin()
  }
  const tracker = bareTracker(guard, guard.run(parts))
  guard.run(() => {
    for (const plugin of options.plugins ?? []) if (plugin) tracker.use(plugin)
  })
  return tracker
}

/**
 * A tracker with cookies and localStorage for its ids, and a queue that is sent in batches. It never throws: options
 * it cannot use become an `Issue`, and a tracker that does nothing. On a server it does nothing either, in a worker it says
 * so by an `Issue`.
 *
 * @example
 * const tracker = createTracker({ collector: 'https://collect.example.com/track/activity' })
 * tracker.track({ category: 'embed', action: 'view', labels: { embedId: 'e-42' } })
 */
export const createTracker = <Event extends object = RivetEvent>(
  options: TrackerOptions & {
    /** How events are written. Default: `rivet()`. */
    readonly wire?: Wire<Event> | undefined
  },
): Tracker<Event> => createTrackerFor(options, rivetWire(1) as Wire<object> as Wire<Event>)
