import { hasOptedOut, hasPage, isForeignFrame } from './browser/page.ts'
import { linePrefix } from './delivery/line-key.ts'
import type { Guard } from './guard.ts'
import { sessionKey, sessionSeenKey } from './identity/session.ts'
import { visitorKey } from './identity/visitor.ts'
import { attempt } from './lib/attempt.ts'
import { cookieStore } from './storage/cookie.ts'
import { claimKey } from './storage/exclusively.ts'
import { localStore } from './storage/local.ts'
import type { Parts } from './tracker.ts'
import type { ConsentState, ConsentSwitch, Issue, LineStore, Wire } from './types.ts'

/** What a visitor has said to being tracked. One can serve all trackers of a page. */
export interface Consent extends ConsentSwitch {
  /** Deletes what was stored, and what waits to be sent. Where consent is granted, the next event has new ids. */
  forget(): void
  /** What a tracker is made of, for as long as consent is granted; before, its events wait in memory. */
  hold<Event>(make: () => Parts<Event>, wire: Wire<Event>, store: LineStore, guard: Guard): Parts<Event>
}

/** Events that a tracker holds until somebody decides; for one more, the oldest is dropped. */
const most = 1_000

const deleteKeys = (): void => {
  const cookies = cookieStore(isForeignFrame())
  const local = localStore()
  for (const key of [visitorKey, sessionKey, sessionSeenKey, claimKey]) {
    cookies.set(key, '', -1)
    local.remove(key)
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
  const parties = new Set<{ forget(): void; begin(): void }>()
  const begin = (): void => {
    if (state === 'granted') for (const party of parties) party.begin()
  }
  const forget = (): void => {
    for (const party of parties) party.forget()
    if (hasPage()) attempt(deleteKeys)
  }

  return {
    get state() {
      return state
    },
    grant() {
      state = 'granted'
      begin()
    },
    deny() {
      state = 'denied'
      forget()
    },
    forget() {
      forget()
      begin()
    },

    hold<Event>(make: () => Parts<Event>, wire: Wire<Event>, store: LineStore, { run, report }: Guard) {
      const life = new AbortController()
      let held: [event: Event, now: number][] = []
      let parts: Parts<Event> | undefined
      const drop = (reason: Issue['reason'], events: number): void => {
        if (events) report({ reason, events } satisfies Issue)
      }
      const record = (event: Event, now = Date.now()): void => {
        if (life.signal.aborted) throw { reason: 'stopped' } satisfies Issue
        if (state === 'denied') throw { reason: 'denied' } satisfies Issue
        if (parts) parts.record(event, now)
        else if (held.push([event, now]) > most) {
          held.shift()
          drop('outbox-full', 1)
        }
      }
      const party = {
        begin(): void {
          run(() => {
            parts ??= make()
            const early = held
            held = []
            for (const [event, now] of early) run(() => record(event, now))
          })
        },
        forget(): void {
          run(() => {
            const events = held.length + (parts?.forget() ?? 0)
            held = []
            parts = undefined
            drop('denied', events)
            deleteLines(store)
          })
        },
      }
      parties.add(party)
      if (state === 'granted') party.begin()

      return {
        record,
        fromSignal: (signal) => wire.fromSignal?.(signal),
        flush: () => parts?.flush(),
        life: life.signal,
        stop() {
          parties.delete(party)
          life.abort()
          parts?.stop()
          drop('stopped', held.length)
          held = []
        },
        forget() {
          party.forget()
          return 0
        },
      }
    },
  }
}
