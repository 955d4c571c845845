/** Checked by `tsc -p test`, never run: what has to compile, and what must not. */
import { debugged } from '../src/debug/index.ts'
import {
  acknowledged,
  createConsent,
  createTracker,
  definePlan,
  kaltura,
  profileStore,
  rivet,
} from '../src/index.ts'

const collector = 'https://collect.example/track/activity'
const isDevelopment: boolean = JSON.parse('true')

const options = { collector, delivery: acknowledged(), consent: createConsent(), onIssue: undefined }
createTracker(isDevelopment ? debugged(options) : options).track({ category: 'embed', action: 'view' })
createTracker(debugged({ collector, wire: undefined }, { console: true })).track({
  category: 'a',
  action: 'b',
})

const planned = { collector, wire: definePlan({ basket: { open: {} } })(rivet()) }
const tracker = createTracker(isDevelopment ? debugged(planned) : planned)
tracker.track({ category: 'basket', action: 'open' })
// @ts-expect-error the plan has no such action
tracker.track({ category: 'basket', action: 'close' })

createTracker(debugged({ collector, wire: profileStore() })).track({ eventType: 'pageview', value: 'x' })
// @ts-expect-error another dialect
createTracker(debugged({ collector, wire: kaltura({ partnerId: 1 }) })).track({ category: 'a', action: 'b' })
// @ts-expect-error the collector is missing
debugged({ delivery: acknowledged() })
// @ts-expect-error unknown debug option
debugged(options, { overlay: true })
