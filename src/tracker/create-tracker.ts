import { hasOptedOut, hasPage, isWorker } from '../browser/page.ts'
import { createLedger } from '../delivery/ledger.ts'
import { localStore } from '../storage/local.ts'
import type { Issue, Store, Tracker, Wire } from '../types.ts'
import type { RivetEvent } from '../wires/rivet/rivet-event.ts'
import { rivetWire } from '../wires/rivet/rivet-wire.ts'
import { createCore } from './create-core.ts'
import { createGuard } from './guard.ts'
import { bareTracker, type TrackerCore } from './tracker.ts'
import type { TrackerOptions } from './tracker-options.ts'

/** As `createTracker`, with another wire where the options name none. */
export const createTrackerFor = <Event extends object>(
  options: TrackerOptions & { readonly wire?: Wire<Event> | undefined },
  defaultWire: Wire<Event>,
): Tracker<Event> => {
  let ledger = createLedger()
  const guard = createGuard((issue) => {
    if (issue.events !== 0) ledger.count(issue.reason, issue.events)
    options.onIssue?.(issue)
  })
  const startCore = (): TrackerCore<Event> | undefined => {
    const { wire = defaultWire, consent, outbox = localStore, ids, isAnonymous } = options
    if (isWorker()) throw { reason: 'worker' } satisfies Issue
    if (!hasPage()) return
    // Consent that was given anew is that of somebody new.
    const make = (local?: Store): TrackerCore<Event> => {
      ledger = createLedger()
      return createCore({ ...options, wire, outbox, local }, guard, ledger)
    }
    const begin = (): TrackerCore<Event> => {
      if (!ids || isAnonymous) return make()
      // Before ids are exchanged.
      if (!consent && hasOptedOut()) throw { reason: 'denied' } satisfies Issue
      return ids(make, wire, outbox, guard)
    }
    return consent ? consent.hold(begin, wire, outbox, guard) : begin()
  }
  const tracker = bareTracker(guard, guard.run(startCore))
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
