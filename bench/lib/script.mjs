import { bundle } from './bundle.mjs'

/** A script that makes a global `subject`: `start(collector)`, which returns its `track(event)`, and `event(index)`. */
export const script = ({ name, page = name, dist }) =>
  bundle(
    `export { start } from './subjects/page/${page}.mjs'\nexport { event } from './lib/event.mjs'`,
    { format: 'iife', globalName: 'subject' },
    dist,
  )
