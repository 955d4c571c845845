import { createTrackerFor, type TrackerOptions } from '../create-tracker.ts'
import type { Tracker, Wire } from '../types.ts'
import { type RisonValue, rison } from '../wires/rison.ts'
import { type RivetOptions, rivet as wire } from '../wires/rivet.ts'
import type { RivetEvent } from '../wires/rivet-event.ts'

export { acknowledged } from '../delivery/acknowledged.ts'
export { fetchLaterNet } from '../delivery/fetch-later-net.ts'
export { gzipped } from '../delivery/gzipped.ts'

type Event = RivetEvent<RisonValue>

/** As in the package, with Rison in it: a script tag has no imports to choose by. */
export const rivet = (options?: RivetOptions): Wire<Event> => wire({ ...options, rison })

/** As in the package, with Rison in its wire; another wire is one of `rivet()`, as the script knows no other. */
export const createTracker = (options: TrackerOptions & { wire?: Wire<Event> | undefined }): Tracker<Event> =>
  createTrackerFor(options, rivet())
