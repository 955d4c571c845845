import { currentPageContext, hasOptedOut, hasPage, isForeignFrame } from '../browser/page.ts'
import { linePrefix } from '../delivery/chunk.ts'
import { renewedKey, sessionKey, sessionSeenKey, visitorKey } from '../identity/ids.ts'
import { attempt } from '../lib/attempt.ts'
import { createAbortController } from '../lib/create-abort-controller.ts'
import { cookieStore } from '../storage/cookie.ts'
import { claimKey } from '../storage/exclusively.ts'
import { localStore } from '../storage/local.ts'
import type { Guard } from '../tracker/guard.ts'
import type { TrackerCore } from '../tracker/tracker.ts'
import type { ConsentState, ConsentSwitch, Issue, LineStore, PageContext, Wire } from '../types.ts'

/** What a visitor has said to being tracked. One can serve all trackers of a page. */
export interface Consent extends ConsentSwitch {
  /** Deletes what was stored, and what waits to be sent. Where consent is granted, the next event has new ids. */
  forget(): void
  /** Calls the listener with each new state, whoever decided. @returns ends that */
  subscribe(listener: (state: ConsentState) => void): () => void
  /** What a tracker is made of, for as long as consent is granted; before, its events wait in memory. */
  hold<Event>(
    make: () => TrackerCore<Event>,
    wire: Wire<Event>,
    store: LineStore,
    guard: Guard,
  ): TrackerCore<Event>
}

/** Events that a tracker holds until somebody decides; for one more, the oldest is dropped. */
const most = 1_000

const deleteKeys = (): void => {
  const cookies = cookieStore(isForeignFrame())
  for (const key of [visitorKey, sessionKey, sessionSeenKey, renewedKey, claimKey]) {
    cookies.set(key, '', -1)
    localStore.remove(key)
  }
}

/** Those of pages that are gone too. */
const deleteLines = async (store: LineStore): Promise<void> => {
  for (const [key] of await store.all(linePrefix)) store.remove(key)
}

/**
 * Holds trackers until the visitor has decided. While it is pending they keep events in memory, with their own times,
 * and touch neither cookies nor storage nor network.
 *
 * @param state - to begin with. Default: `denied` where the browser says so (Global Privacy Control, Do Not Track),
 * else `pending`
 * @example
 * const consent = createConsent()
 * const tracker = createTracker({ collector, consent })
 * banner.onaccept = () => consent.grant()
 */
export const createConsent = (
  state: ConsentState = hasPage() && hasOptedOut() ? 'denied' : 'pending',
): Consent => {
  // What nobody can read allows nothing.
  if (state !== 'granted' && state !== 'denied') state = 'pending'
  const trackers = new Set<(isForgotten?: boolean) => void>()
  /** Those of stopped trackers too, whose lines still wait there. */
  const stores = new Set([localStore])
  const listeners = new Set<(state: ConsentState) => void>()

  const decide = (next: ConsentState, isForgotten?: boolean): void => {
    const isNew = next !== state
    state = next
    if (isForgotten && hasPage()) {
      attempt(deleteKeys)
      stores.forEach(deleteLines)
    }
    for (const follow of trackers) follow(isForgotten)
    if (isNew) for (const listener of listeners) attempt(() => listener(state))
  }

  return {
    get state() {
      return state
    },
    grant: () => decide('granted'),
    deny: () => decide('denied', true),
    forget: () => decide(state, true),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    hold<Event>(make: () => TrackerCore<Event>, wire: Wire<Event>, store: LineStore, { run, report }: Guard) {
      const controller = createAbortController()
      const held: [event: Event, context: PageContext][] = []
      let core: TrackerCore<Event> | undefined
      const drop = (reason: Issue['reason'], events: number): void => {
        if (events) report({ reason, events } satisfies Issue)
      }
      const record = (event: Event, context = currentPageContext()): void => {
        if (controller.signal.aborted) throw { reason: 'stopped' } satisfies Issue
        if (state === 'denied') throw { reason: 'denied' } satisfies Issue
        if (core) core.record(event, context)
        else if (held.push([event, context]) > most) {
          held.shift()
          drop('outbox-full', 1)
        }
      }
      const letGo = (): number => held.splice(0).length + (core?.forget() ?? 0)
      const follow = (isForgotten?: boolean): void => {
        run(() => {
          if (isForgotten) {
            const events = letGo()
            core = undefined
            drop('denied', events)
          }
          if (state !== 'granted') return
          core ??= make()
          for (const [event, context] of held.splice(0)) run(() => record(event, context))
        })
      }
      stores.add(store)
      trackers.add(follow)
      follow()

      return {
        record,
        fromSignal: (signal) => wire.fromSignal?.(signal),
        flush: () => core?.flush(),
        signal: controller.signal,
        stop() {
          trackers.delete(follow)
          controller.abort()
          core?.stop()
          drop('stopped', held.splice(0).length)
        },
        forget: letGo,
      }
    },
  }
}
