import type { Consent } from '../consent/consent.ts'
import type { Guard } from '../tracker/guard.ts'
import type { TrackerCore } from '../tracker/tracker.ts'
import type { LineStore, PageContext, Wire } from '../types.ts'
import type { Journal } from './journal.ts'
import { laidOver } from './overlay-options.ts'
import type { Standing } from './status.ts'
import { trialOf } from './trial-of.ts'

/**
 * The same consent: events that wait for it, or come to nothing by it, are written down, and what is wrong with them.
 *
 * @param trial - the wire that they will be written in, which nobody watches
 */
export const watchedConsent = (
  consent: Consent,
  journal: Journal,
  standing: Standing,
  trial: Wire<unknown>,
): Consent =>
  laidOver(consent, {
    hold<Event>(make: () => TrackerCore<Event>, wire: Wire<Event>, store: LineStore, guard: Guard) {
      const parts = consent.hold(
        () => {
          const core = make()
          return laidOver(core, {
            forget() {
              standing.forgotten()
              journal.dropped()
              return core.forget()
            },
          })
        },
        wire,
        store,
        guard,
      )
      return {
        ...parts,
        record(event: Event, scene?: PageContext) {
          try {
            parts.record(event, scene)
          } catch (thrown) {
            journal.refused(event, thrown)
            throw thrown
          }
          if (consent.state !== 'pending') return
          standing.held()
          journal.held(event, trialOf(trial, event))
        },
      }
    },
  })
