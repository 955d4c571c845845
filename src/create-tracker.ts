import { nanoid } from 'nanoid'
import { embeddingPage, hasPage, isForeignFrame, isHidden, wholeAddress } from './browser/page.ts'
import { onPageExit } from './browser/page-exit.ts'
import { beacons } from './delivery/beacons.ts'
import { memoryOutbox } from './delivery/outbox.ts'
import { type BatchOptions, createQueue } from './delivery/queue.ts'
import { createGuard, type Guard } from './guard.ts'
import { createSession } from './identity/session.ts'
import { visitorId } from './identity/visitor.ts'
import { refuse } from './lib/refuse.ts'
import { cookieStore } from './storage/cookie.ts'
import { localStore } from './storage/local.ts'
import { bareTracker, type Parts } from './tracker.ts'
import type { Delivery, Issue, Tracker, Wire } from './types.ts'
import type { RivetEvent } from './wires/rivet-event.ts'
import { rivetWire } from './wires/rivet-wire.ts'

export interface TrackerOptions {
  /** Where events go: an http(s) address, absolute or relative to the page. */
  readonly collector: string | URL
  /** When queued events are sent; the page's end sends them in any case. */
  readonly batch?: BatchOptions | undefined
  /** How requests are sent. Default: `beacons()`. */
  readonly delivery?: Delivery | undefined
  /** Hears of everything that goes wrong. Default: nobody does; nothing is ever thrown or logged. */
  readonly onIssue?: ((issue: Issue) => void) | undefined
}

const partsOf = <Event>(
  { collector, wire, batch = {}, delivery = beacons() }: TrackerOptions & { wire: Wire<Event> },
  report: Guard['report'],
): Parts<Event> => {
  const url = wholeAddress(collector)
  // Without a dot or a slash it is no address but a mistake: `undefined`, an empty string, an object.
  if (!/^https?:/.test(url) || !/[./]/.test(collector as string)) refuse('collector', collector)

  const cookies = cookieStore(isForeignFrame())
  const local = localStore()
  const visitor = visitorId(cookies, local)
  const session = createSession(cookies, local)
  const sender = nanoid(10)
  let recorded = 0

  const life = new AbortController()
  const queue = createQueue(
    batch,
    memoryOutbox(report),
    (lines, reason) => delivery(lines, (part) => wire.pack(part, url), reason),
    report,
    isHidden,
    life.signal,
  )
  onPageExit(queue.flush, life.signal)

  return {
    record(event) {
      if (life.signal.aborted) throw { reason: 'stopped' } satisfies Issue
      const now = Date.now()
      const line = wire.encode(event, {
        now,
        visitor,
        session: session(now),
        page: embeddingPage(),
        sender,
        sequence: recorded + 1,
      })
      // Only what was written takes a number: a gap means a loss.
      recorded++
      queue.put(line)
    },
    flush(reason) {
      // Before the last flush, so that not even that one is retried.
      if (reason === 'stop') life.abort()
      queue.flush(reason)
    },
  }
}

/** As `createTracker`, with another wire where the options name none. */
export const createTrackerFor = <Event extends object>(
  options: TrackerOptions & { readonly wire?: Wire<Event> | undefined },
  usual: Wire<Event>,
): Tracker<Event> => {
  const guard = createGuard((issue) => options.onIssue?.(issue))
  return bareTracker(
    guard,
    guard.run(() =>
      hasPage() ? partsOf({ ...options, wire: options.wire ?? usual }, guard.report) : undefined,
    ),
  )
}

/**
 * A tracker with cookies and localStorage for its ids, and a queue that is sent in batches. It never throws: options
 * it cannot use become an `Issue`, and a tracker that does nothing. Without a window it does nothing either.
 *
 * @example
 * const tracker = createTracker({ collector: 'https://collect.example.com/track/activity' })
 * tracker.track({ category: 'embed', action: 'view', labels: { embedId: 'e-42' } })
 */
export function createTracker(options: TrackerOptions & { readonly wire?: undefined }): Tracker<RivetEvent>
export function createTracker<Event extends object>(
  options: TrackerOptions & { readonly wire: Wire<Event> },
): Tracker<Event>
export function createTracker(
  options: TrackerOptions & { readonly wire?: Wire<RivetEvent> | undefined },
): Tracker<RivetEvent> {
  return createTrackerFor(options, rivetWire(1))
}
