import { currentScene, hasOptedOut, hasPage, isForeignFrame, isHidden, wholeAddress } from './browser/page.ts'
import { onceActivated, onOnline, onPageLife } from './browser/page-life.ts'
import type { Consent } from './consent.ts'
import { beacons } from './delivery/beacons.ts'
import { createLedger } from './delivery/ledger.ts'
import { createPostOffice } from './delivery/post-office.ts'
import type { BatchOptions } from './delivery/queue.ts'
import { createGuard, type Guard } from './guard.ts'
import type { IdExchange } from './id-exchange.ts'
import { createIds } from './identity/ids.ts'
import { createLife } from './lib/create-life.ts'
import { newId } from './lib/new-id.ts'
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

const partsOf = <Event>(
  {
    collector,
    wire,
    batch = {},
    delivery = beacons(),
    outbox,
    isAnonymous,
    local = localStore,
  }: TrackerOptions & { wire: Wire<Event>; outbox: LineStore; local: Store | undefined },
  { run, report }: Guard,
  { counts, count }: ReturnType<typeof createLedger>,
): Parts<Event> => {
  const url = wholeAddress(collector)
  // Without a dot or a slash it is no address but a mistake: `undefined`, an empty string, an object.
  if (!/^https?:/.test(url) || !/[./]/.test(collector as string)) refuse('collector', collector)

  const sender = newId(10)
  const life = createLife()
  const { put, flush, adopt, forget } = createPostOffice({
    store: outbox,
    delivery,
    batch,
    collector: url,
    id: sender,
    pack: (lines) => wire.pack(lines, url, { sender, counts }),
    answered: (time) => wire.answered?.(time),
    count,
    report,
    isHidden,
    exclusively,
    life: life.signal,
  })

  // Not before the first event: a browser's first look into cookies and storage takes milliseconds.
  let identify: ReturnType<typeof createIds> | undefined

  const record = (event: Event, scene: Scene): void => {
    if (life.signal.aborted) throw { reason: 'stopped' } satisfies Issue
    if (!isAnonymous) identify ??= createIds(cookieStore(isForeignFrame()), local)
    const line = wire.encode(event, {
      ...scene,
      ...identify?.(scene.now),
      sender,
      sequence: (counts.recorded ?? 0) + 1,
    })
    // Only what was written takes a number: a gap means a loss.
    count('recorded')
    put(line)
  }

  onceActivated(() => {
    const { signal } = life
    onPageLife(
      () => flush(true),
      () => {
        flush()
        adopt()
      },
      signal,
    )
    // Not `adopt`: other pages hear of the network at the same moment, and are busy with what is theirs.
    onOnline(() => flush(), signal)
    setTimeout(adopt)
  })

  return {
    record(event, scene = currentScene()) {
      onceActivated(() => run(() => record(event, scene)))
    },
    fromSignal: (signal) => wire.fromSignal?.(signal),
    flush,
    life: life.signal,
    stop() {
      // Before the last flush, so that not even that one is retried.
      life.abort()
      flush(true)
    },
    forget() {
      life.abort()
      return forget()
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
    ledger.count(issue.reason, issue.events)
    options.onIssue?.(issue)
  })
  const parts = (): Parts<Event> | undefined => {
    if (!hasPage()) return
    const { wire = usual, consent, outbox = localStore, ids, isAnonymous } = options
    // Consent that was given anew is that of somebody new.
    const make = (local?: Store): Parts<Event> => {
      ledger = createLedger()
      return partsOf({ ...options, wire, outbox, local }, guard, ledger)
    }
    const begin = (): Parts<Event> => (ids && !isAnonymous ? ids(make, wire, outbox, guard) : make())
    if (consent) return consent.hold(begin, wire, outbox, guard)
    if (hasOptedOut()) throw { reason: 'denied' } satisfies Issue
    return begin()
  }
  const tracker = bareTracker(guard, guard.run(parts))
  guard.run(() => {
    for (const plugin of options.plugins ?? []) if (plugin) tracker.use(plugin)
  })
  return tracker
}

/**
 * A tracker with cookies and localStorage for its ids, and a queue that is sent in batches. It never throws: options
 * it cannot use become an `Issue`, and a tracker that does nothing. Without a window it does nothing either.
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
