import { hasOptedOut } from '../browser/page.ts'
import type { Consent } from '../consent/consent.ts'
import type { EventContext, Ledger } from '../types.ts'
import type { Parameter } from './entry.ts'

/** How things stand with one tracker. */
export interface Standing {
  /** An event was written. */
  written(moment: EventContext): void
  /** An event waits for consent. */
  held(): void
  packed(ledger: Ledger): void
  /** Ids are deleted, and what waited is dropped. */
  forgotten(): void
  /** Address that it sends to, as the page writes it. */
  readonly collector: string
  /** Who the tracker says we are, what the visitor has said, and how many events wait. */
  read(): Parameter[]
}

/** What takes lines out of an outbox. */
const ends = ['delivered', 'rejected', 'outbox-full', 'expired', 'refused', 'too-large']

export const createStanding = (consent: Consent | undefined, collector = ''): Standing => {
  let moment: EventContext | undefined
  let ledger: Ledger | undefined
  let recorded = 0
  let held = 0

  const waiting = (): number => {
    if (consent?.state === 'denied') return 0
    if (consent?.state === 'pending') return held
    // Before the first request nothing has left.
    if (!ledger) return recorded
    const { counts } = ledger
    const gone = ends.reduce((sum, end) => sum + (counts[end] ?? 0), 0)
    return Math.max(0, (counts.recorded ?? 0) + (counts.adopted ?? 0) - gone)
  }

  return {
    collector,
    written(now) {
      // Consent that is given anew makes another sender.
      if (now.sender !== moment?.sender) {
        recorded = 0
        held = 0
        ledger = undefined
      }
      moment = now
      recorded++
    },
    held() {
      held++
    },
    packed(told) {
      ledger = told
    },
    forgotten() {
      moment = ledger = undefined
      recorded = held = 0
    },
    read() {
      const state = consent?.state ?? (hasOptedOut() ? 'denied' : 'not asked for')
      const isDenied = state === 'denied'
      const unknown = isDenied ? 'none' : 'not known yet'
      const known = isDenied ? undefined : moment
      return [
        [
          'consent',
          isDenied && hasOptedOut()
            ? 'denied by the browser'
            : state === 'pending'
              ? 'pending, until consent.grant() is called'
              : state,
        ],
        ['visitor', known ? (known.visitor ?? 'anonymous') : unknown],
        ['session', known ? (known.session ?? 'anonymous') : unknown],
        ['sender', known?.sender ?? (isDenied ? undefined : ledger?.sender) ?? unknown],
        ['collector', collector],
        ['waiting', String(waiting())],
      ]
    },
  }
}
