import { acknowledged, clicks, createTracker, errors, pageViews, rivet, visibility } from 'rivulet'
import { consent } from './consent.ts'
import { plan } from './plan.ts'

export const tracker = createTracker({
  collector: '/track/activity',
  wire: plan(rivet()),
  delivery: acknowledged(), // kept until the collector says that it has them
  consent,
  plugins: [pageViews(), clicks(), visibility('.packet', { name: 'packet/visible' }), errors()],
  // biome-ignore lint/suspicious/noConsole: who develops should hear of events that are not as planned.
  onIssue: import.meta.env.DEV ? console.warn : undefined,
})
