import { hasOptedOut, wholeAddress } from '../browser/page.ts'
import { type Consent, createConsent } from '../consent/consent.ts'
import { acknowledged } from '../delivery/transports/acknowledged.ts'
import { beacons } from '../delivery/transports/beacons.ts'
import { clicks } from '../plugins/clicks.ts'
import { declarative } from '../plugins/declarative.ts'
import { pageViews } from '../plugins/page-views.ts'
import { visibility } from '../plugins/visibility.ts'
import { createTrackerFor } from '../tracker/create-tracker.ts'
import type { ConsentState, Issue, Plugin, Tracker, Wire } from '../types.ts'
import type { RisonValue } from '../wires/rivet/rison.ts'
import type { RivetEvent } from '../wires/rivet/rivet-event.ts'
import { extend } from './extend.ts'
import type { Parts } from './parts.ts'
import { tellIssue } from './tell-issue.ts'

/** What the script tracks: Rison is in its wire. */
export type ScriptEvent = RivetEvent<RisonValue>

/** What attributes of a script element say, without `data-`. */
export type Attributes = Readonly<Record<string, string | undefined>>

/** What was tracked before the library came, and when, in ms since the epoch. */
export type Early = [event: ScriptEvent, now: number][]

export interface Started {
  readonly tracker: Tracker<ScriptEvent>
  readonly consent: Consent
}

const off = 'off'

const pluginsOf = ({
  pageViews: views,
  clicks: clicked,
  visible,
}: Attributes): readonly (Plugin | false)[] => [
  views !== off && pageViews({ hash: views === 'hash' }),
  clicked !== off && clicks({ selector: clicked }),
  !!visible && visibility(visible),
  declarative(),
]

/** Starts a tracker as the attributes say, and tracks what was tracked early, with its own times. */
const startNew = (
  attributes: Attributes,
  wire: Wire<ScriptEvent>,
  early: Early,
  issues: Issue[],
): Started => {
  const { collector, consent: said, anonymous, delivery, organization, source, parameters } = attributes
  const consent = createConsent((said || (hasOptedOut() ? 'denied' : 'granted')) as ConsentState)
  const parts: Parts = {
    attributes,
    wire,
    delivery: delivery === 'beacons' ? beacons() : acknowledged(),
    consent,
    hold: consent.hold,
    onIssue: tellIssue,
    issues,
  }
  const tracker = extend(parts, (consent) => {
    const page = createTrackerFor(
      {
        collector: collector as string,
        consent,
        isAnonymous: anonymous !== undefined,
        delivery: parts.delivery,
        parameters: parameters as 'all' | undefined,
        onIssue(issue) {
          parts.issues?.push(issue)
          parts.onIssue(issue)
        },
      },
      wire,
    )
    const usual: { organization?: number; source?: number } = {}
    if (organization) usual.organization = +organization
    if (source) usual.source = +source
    return { ...page.with(usual), stop: page.stop }
  })

  // Taken, so that nobody else sends them.
  for (const [event, now] of early.splice(0)) tracker.track({ date: Math.floor(now / 1000), ...event })
  for (const plugin of pluginsOf(attributes)) if (plugin) tracker.use(plugin)
  return { tracker, consent }
}

/**
 * As the attributes say; the tracker is that of the first tag with this collector and organization. Where a library
 * replaces the body at each visit (Turbo, htmx) the same tag runs again and again, and tag managers fire twice. It is kept
 * by the window, as each time a copy of this module runs.
 *
 * @param issues - what its attributes have wrong
 */
export const start = (
  attributes: Attributes,
  wire: Wire<ScriptEvent>,
  issues: Issue[],
  early: Early = [],
): Started => {
  const page = globalThis as { [tag: symbol]: Started }
  const tag = Symbol.for(`rivulet ${wholeAddress(attributes.collector!)} ${attributes.organization || 1}`)
  page[tag] ??= startNew(attributes, wire, early, issues)
  return page[tag]
}
