import { hasPage } from '../browser/page.ts'
import { beacons } from '../delivery/transports/beacons.ts'
import { attempt } from '../lib/attempt.ts'
import type { TrackerOptions } from '../tracker/tracker-options.ts'
import type { Issue, Plugin, Wire } from '../types.ts'
import { rivetWire } from '../wires/rivet/rivet-wire.ts'
import { consoleView } from './console-view.ts'
import { createJournal } from './journal.ts'
import { overlay } from './overlay/overlay.ts'
import { createStanding } from './status.ts'
import { watchedConsent } from './watched-consent.ts'
import { watchedDelivery } from './watched-delivery.ts'
import { watchedWire } from './watched-wire.ts'

export interface DebugOptions {
  /**
   * Write to the console, instead of showing an overlay on the page.
   *
   * @default false
   */
  readonly console?: boolean | undefined
}

type Watchable = TrackerOptions & { readonly wire?: object | undefined }

const watched = (options: Watchable, { console: isConsole }: DebugOptions): Watchable => {
  const { wire = rivetWire(1), delivery = beacons(), consent, plugins = [], onIssue } = options
  const standing = createStanding(consent)
  const view = isConsole ? consoleView(standing) : overlay(standing)
  const journal = createJournal(view)
  const life: Plugin = (_emit, signal) => {
    view.begin()
    signal.addEventListener('abort', view.end, { once: true })
  }
  return {
    ...options,
    wire: watchedWire(wire as Wire<unknown>, journal, standing),
    delivery: watchedDelivery(delivery, journal),
    consent: consent && watchedConsent(consent, journal, standing),
    plugins: [life, ...plugins],
    onIssue(issue: Issue) {
      journal.issue(issue)
      onIssue?.(issue)
    },
  }
}

/**
 * Options for a tracker that shows what happens: its events by name, requests with their answers, issues, ids, consent.
 * The tracker does what it would do without.
 *
 * @param options - those of `createTracker`
 * @example
 * createTracker(import.meta.env.DEV ? debugged(options) : options)
 */
export const debugged = <Options extends Watchable>(options: Options, debug: DebugOptions = {}): Options =>
  // What cannot be watched goes to the tracker as it is, which says what is wrong with it.
  ((hasPage() && attempt(() => watched(options, debug))) || options) as Options
