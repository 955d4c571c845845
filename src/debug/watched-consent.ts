import type { Consent } from '../consent.ts'
import type { Guard } from '../guard.ts'
import type { Parts } from '../tracker.ts'
import type { LineStore, Scene, Wire } from '../types.ts'
import type { Journal } from './journal.ts'
import { laidOver } from './laid-over.ts'
import type { Standing } from './standing.ts'

/** The same consent: events that wait for it, or come to nothing by it, are written down. */
export const watchedConsent = (consent: Consent, journal: Journal, standing: Standing): Consent =>
  laidOver(consent, {
    hold<Event>(make: () => Parts<Event>, wire: Wire<Event>, store: LineStore, guard: Guard) {
      const parts = consent.hold(make, wire, store, guard)
      return {
        ...parts,
        record(event: Event, scene?: Scene) {
          try {
            parts.record(event, scene)
          } catch (thrown) {
            journal.refused(event, thrown)
            throw thrown
          }
          if (consent.state !== 'pending') return
          standing.held()
          journal.held(event)
        },
      }
    },
  })
