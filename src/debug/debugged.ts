import { hasPage } from '../browser/page.ts'
import { beacons } from '../delivery/transports/beacons.ts'
import { attempt } from '../lib/attempt.ts'
import type { TrackerOptions } from '../tracker/tracker-options.ts'
import type { Issue, Wire } from '../types.ts'
import { rivetWire } from '../wires/rivet/rivet-wire.ts'
import { watch } from './watch.ts'

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
  const { wire = rivetWire(1), delivery = beacons(), consent, plugins = [], onIssue, collector } = options
  const { life, issue, ...parts } = watch(
    { wire: wire as Wire<unknown>, delivery, consent, collector },
    isConsole,
  )
  return {
    ...options,
    ...parts,
    plugins: [life, ...plugins],
    onIssue(said: Issue) {
      issue(said)
      onIssue?.(said)
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
