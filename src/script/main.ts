import type { Consent } from '../consent/consent.ts'
import { attempt } from '../lib/attempt.ts'
import { createTrackerFor } from '../tracker/create-tracker.ts'
import type { TrackerOptions } from '../tracker/tracker-options.ts'
import type { Issue, Tracker, Wire } from '../types.ts'
import { rison } from '../wires/rivet/rison.ts'
import { type RivetOptions, rivet as wire } from '../wires/rivet/rivet.ts'
import { checkAttributes } from './check-attributes.ts'
import { type Attributes, type Early, type ScriptEvent, type Started, start } from './start.ts'
import { tellIssue } from './tell-issue.ts'

export { createConsent } from '../consent/consent.ts'
export { acknowledged } from '../delivery/transports/acknowledged.ts'
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

/** What the inline script has left, or a copy that came before. */
interface Before extends Partial<Started> {
  readonly dataset?: Attributes
  readonly early?: Early
}

const { rivulet: before } = globalThis as { rivulet?: Before }
const started: Started | undefined = attempt(() => {
  const { currentScript } = document
  const elements = [before?.dataset, currentScript?.dataset]
  const issues: Issue[] = []
  const tell = (field: string, value?: unknown): void => {
    const issue: Issue = { reason: 'invalid', field, value, events: 0 }
    issues.push(issue)
    tellIssue(issue)
  }
  for (const each of elements) if (each) checkAttributes(each, tell)
  // A module is not told which element it is, and its variables are not the page's.
  if (!currentScript && document.querySelector('[type=module][data-collector]')) tell('type', 'module')
  const attributes = elements.find((each) => each?.collector)
  return attributes && start(attributes, rivet(), issues, before?.early)
})
/** Whose tracker is there already keeps its place: a widget's copy may come after the page's. */
const first: Partial<Started> | undefined = before?.consent ? before : started

/** Tracks for the page, where the script element has `data-collector`. */
export const tracker: Tracker<ScriptEvent> | undefined = first?.tracker

/** Whether that one may. */
export const consent: Consent | undefined = first?.consent
