import { createTracker as create, type TrackerOptions } from '../create-tracker.ts'
import type { Tracker } from '../types.ts'
import { type RisonValue, rison } from '../wires/rison.ts'
import { rivet } from '../wires/rivet.ts'
import type { RivetEvent } from '../wires/rivet-event.ts'

export { rison, rivet }

/** As in the package, with Rison in the default wire: a script tag has no imports to choose by. */
export const createTracker = (options: TrackerOptions): Tracker<RivetEvent<RisonValue>> =>
  create({ wire: rivet({ rison }), ...options })
