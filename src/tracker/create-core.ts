import { currentPageContext, hasOptedOut, isForeignFrame, isHidden, wholeAddress } from '../browser/page.ts'
import { afterLoad, onceActivated, onOnline, onPageLife } from '../browser/page-life.ts'
import type { createLedger } from '../delivery/ledger.ts'
import { createPipeline, type Pipeline } from '../delivery/pipeline.ts'
import { beacons } from '../delivery/transports/beacons.ts'
import { createIds } from '../identity/ids.ts'
import { createAbortController } from '../lib/create-abort-controller.ts'
import { newId } from '../lib/new-id.ts'
import { promised } from '../lib/promised.ts'
import { refuse } from '../lib/refuse.ts'
import { cookieStore } from '../storage/cookie.ts'
import { exclusively } from '../storage/exclusively.ts'
import { localStore } from '../storage/local.ts'
import type { Issue, LineStore, PageContext, Store, Wire } from '../types.ts'
import { addressCleaner } from '../wires/address-cleaner.ts'
import type { Guard } from './guard.ts'
import type { TrackerCore } from './tracker.ts'
import type { TrackerOptions } from './tracker-options.ts'

/** So many events at once are written at the end of their task, and wait for none. */
const burst = 50

/** The parts of a tracker, put together. Nothing of the page is looked at before something is recorded or the page has loaded. */
export const createCore = <Event>(
  {
    collector,
    wire,
    batch = {},
    delivery = beacons(),
    consent,
    outbox,
    isAnonymous,
    parameters,
    local = localStore,
    ids,
    plugins,
    onIssue,
    ...unknown
  }: TrackerOptions & { wire: Wire<Event>; outbox: LineStore; local: Store | undefined },
  { run, report }: Guard,
  { counts, count }: ReturnType<typeof createLedger>,
): TrackerCore<Event> => {
  const onIgnored = (fields: object): void => {
    for (const [field, value] of Object.entries(fields)) {
      if (value != null) report({ reason: 'invalid', field, value, events: 0 } satisfies Issue)
    }
  }
  onIgnored(unknown)
  const controller = createAbortController()
  const { signal } = controller
  /** What was tracked before there was anything to write it with. */
  let early: [event: Event, context: PageContext][] | undefined = []
  /** The one of them that is being written. */
  let inHand: [event: Event, context: PageContext] | undefined
  let isActivated = false
  let isRefused = false
  let pipeline: Pipeline | undefined
  let write: ((event: Event, context: PageContext) => void) | undefined

  // A browser's first looks at storage, cookies and random numbers take milliseconds, and so does its first address:
  // whoever creates a tracker does not pay for them, nor whoever tracks something.
  const open = (): void => {
    if (write || isRefused) return
    const isDenied = !consent && hasOptedOut()
    const url = wholeAddress(collector)
    // Without a dot or a slash it is no address but a mistake: `undefined`, an empty string, an object.
    isRefused = isDenied || !/^https?:/.test(url) || !/[./]/.test(collector as string)
    if (isDenied) throw { reason: 'denied' } satisfies Issue
    if (isRefused) refuse('collector', collector)
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
    const clean = addressCleaner(parameters)
    write = (event, context) => {
      if (!isAnonymous) identify ??= createIds(cookieStore(isForeignFrame()), local)
      const line = wire.encode(event, {
        ...context,
        page: context.page && clean(context.page),
        clean,
        onIgnored,
        ...identify?.(context.now),
        sender,
        sequence: (counts.recorded ?? 0) + 1,
      })
      inHand = undefined
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
    // An issue of one may have the host flush, stop or deny meanwhile.
    while (!signal.aborted && early?.[0]) {
      const entry = early.shift()!
      inHand = entry
      run(() => write?.(...entry))
    }
    early = inHand = undefined
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
      () => {
        // Its writing was cancelled, or this would not have its turn.
        if (inHand) early?.unshift(inHand)
        flush(true)
      },
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
    record(event, context = currentPageContext()) {
      if (signal.aborted) throw { reason: 'stopped' } satisfies Issue
      if (!early) write?.(event, context)
      else if ([1, burst].includes(early.push([event, context]))) beginSoon()
    },
    fromSignal: (signal) => wire.fromSignal?.(signal),
    flush: () => flush(),
    signal,
    stop() {
      begin()
      // Before the last flush, so that not even that one is retried.
      controller.abort()
      flush(true)
    },
    forget() {
      controller.abort()
      return (early?.length ?? 0) + (pipeline?.forget() ?? 0)
    },
  }
}
