import { acknowledged, clicks, createTracker, declarative, pageViews } from 'rivulet'

/** Runs once, where the visitor comes in: with `<ClientRouter />` a module of the page before is not run again. */
export const tracker = createTracker({
  collector: '/track/activity',
  delivery: acknowledged(),
  plugins: [pageViews(), clicks(), declarative()],
})
