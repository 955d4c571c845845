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
  /** Who the tracker says we are, what the visitor has said, and how many events wait. */
  read(): Parameter[]
}

/** What takes lines out of an outbox. */
const ends = ['delivered', 'rejected', 'outbox-full', 'expired', 'refused', 'too-large']

export const createStanding = (consent: Consent | undefined): Standing => {
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
    read: () => [
      ['consent', consent?.state ?? (hasOptedOut() ? 'denied by the browser' : 'not asked for')],
      ['visitor', moment ? (moment.visitor ?? 'anonymous') : 'not known yet'],
      ['session', moment ? (moment.session ?? 'anonymous') : 'not known yet'],
      ['sender', moment?.sender ?? ledger?.sender ?? 'not known yet'],
      ['waiting', String(waiting())],
    ],
  }
}
