import { acknowledged, clicks, createTracker, pageViews } from 'rivulet'

const make = () =>
  createTracker({
    collector: '/track/activity',
    delivery: acknowledged(),
    plugins: [pageViews(), clicks()],
  })

// The page keeps it: `next dev` runs this file again when it was edited. On a server there is no page, and a tracker does nothing.
globalThis.rivuletTracker ??= make()

/** @type {ReturnType<typeof make>} */
export const tracker = globalThis.rivuletTracker
