export { createTracker, type TrackerOptions } from './create-tracker.ts'
export { beacons } from './delivery/beacons.ts'
export type { BatchOptions } from './delivery/queue.ts'
export type {
  Delivery,
  FlushReason,
  Issue,
  Line,
  Moment,
  Remaining,
  Tracker,
  Wire,
  WireRequest,
} from './types.ts'
export { type RisonValue, rison } from './wires/rison.ts'
export { type RivetOptions, rivet } from './wires/rivet.ts'
export type { Conversion, Qualifiers, RivetEvent } from './wires/rivet-event.ts'
