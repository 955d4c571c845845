import { acknowledged, clicks, createTracker, pageViews } from 'rivulet'

const kept = import.meta.hot?.data

/** The one tracker, kept when Vite runs this file again. On a server it does nothing. */
export const tracker =
  kept?.tracker ??
  createTracker({
    collector: '/track/activity',
    delivery: acknowledged(),
    plugins: [pageViews(), clicks()],
  })
if (kept) kept.tracker = tracker
