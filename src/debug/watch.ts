import type { Consent } from '../consent/consent.ts'
import type { Delivery, Issue, Plugin, Wire } from '../types.ts'
import { consoleView } from './console-view.ts'
import { createJournal } from './journal.ts'
import { watchMarks } from './marks.ts'
import { overlay } from './overlay/overlay.ts'
import { watchPolicy } from './policy.ts'
import { createStanding } from './status.ts'
import { textOf } from './text-of.ts'
import { watchedConsent } from './watched-consent.ts'
import { watchedDelivery } from './watched-delivery.ts'
import { watchedWire } from './watched-wire.ts'

/** Parts of a tracker that say what happens. */
export interface Watchable {
  readonly wire: Wire<unknown>
  readonly delivery: Delivery
  readonly consent: Consent | undefined
  readonly collector?: unknown
}

/** The same parts, whose doings are shown. */
export interface Watched extends Omit<Watchable, 'collector'> {
  /** Shows as long as the tracker lives. */
  readonly life: Plugin
  /** Shows an issue. */
  readonly issue: (issue: Issue) => void
}

/** @param isConsole - whether they are written to the console, instead of shown on the page */
export const watch = (
  { wire, delivery, consent, collector = '' }: Watchable,
  isConsole?: boolean,
): Watched => {
  const standing = createStanding(consent, textOf(collector))
  const view = isConsole ? consoleView(standing) : overlay(standing)
  const journal = createJournal(view)
  return {
    wire: watchedWire(wire, journal, standing),
    delivery: watchedDelivery(delivery, journal),
    consent: consent && watchedConsent(consent, journal, standing, wire),
    life(_emit, signal) {
      view.begin()
      const end = consent?.subscribe((state) => {
        if (state === 'denied') journal.dropped()
      })
      watchMarks(journal.issue, signal)
      watchPolicy(journal.isKnown, journal.issue, signal)
      signal.addEventListener(
        'abort',
        () => {
          end?.()
          view.end()
        },
        { once: true },
      )
    },
    issue: journal.issue,
  }
}
