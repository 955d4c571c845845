import type { Consent } from '../consent.ts'
import { createTrackerFor, type TrackerOptions } from '../create-tracker.ts'
import { attempt } from '../lib/attempt.ts'
import type { Tracker, Wire } from '../types.ts'
import { rison } from '../wires/rison.ts'
import { type RivetOptions, rivet as wire } from '../wires/rivet.ts'
import { type Attributes, type Early, type ScriptEvent, type Started, start } from './start.ts'

export { createConsent } from '../consent.ts'
export { acknowledged } from '../delivery/acknowledged.ts'
export { fetchLaterNet } from '../delivery/fetch-later-net.ts'
export { gzipped } from '../delivery/gzipped.ts'
export { clicks } from '../plugins/clicks.ts'
export { declarative } from '../plugins/declarative.ts'
export { pageViews } from '../plugins/page-views.ts'
export { visibility } from '../plugins/visibility.ts'

/** As in the package, with Rison in it: a script tag has no imports to choose by. */
export const rivet = (options?: RivetOptions): Wire<ScriptEvent> => wire({ ...options, rison })

/** As in the package, with Rison in its wire; another wire is one of `rivet()`, as the script knows no other. */
export const createTracker = (
  options: TrackerOptions & { wire?: Wire<ScriptEvent> | undefined },
): Tracker<ScriptEvent> => createTrackerFor(options, rivet())

/** What the inline script has left, where there is one. */
interface Stub {
  readonly dataset: Attributes
  readonly early: Early
}

const started: Started | undefined = attempt(() => {
  const { rivulet } = globalThis as { rivulet?: Partial<Stub> }
  const elements = [rivulet?.dataset, document.currentScript?.dataset]
  const attributes = elements.find((each) => each?.collector)
  return attributes && start(attributes, rivet(), rivulet?.early)
})

/** Tracks for the page, where the script element has `data-collector`. */
export const tracker: Tracker<ScriptEvent> | undefined = started?.tracker

/** Whether that one may. */
export const consent: Consent | undefined = started?.consent
