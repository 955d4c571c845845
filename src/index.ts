export { createTracker, type TrackerOptions } from './create-tracker.ts'
export { acknowledged } from './delivery/acknowledged.ts'
export { addressed } from './delivery/addressed.ts'
export { beacons } from './delivery/beacons.ts'
export { fetchLaterNet } from './delivery/fetch-later-net.ts'
export { gzipped } from './delivery/gzipped.ts'
export type { BatchOptions } from './delivery/queue.ts'
export { type MediaOptions, media } from './plugins/media.ts'
export { durableOutbox } from './storage/durable-outbox.ts'
export type {
  Answer,
  Delivery,
  Issue,
  Ledger,
  Line,
  LineStore,
  Moment,
  Plugin,
  Remaining,
  Signal,
  Tracker,
  Wire,
  WireRequest,
} from './types.ts'
export { type KalturaOptions, kaltura } from './wires/kaltura.ts'
export type { KalturaCommon, KalturaEvent, KalturaEventType } from './wires/kaltura-event.ts'
export { type RisonValue, rison } from './wires/rison.ts'
export { type RivetOptions, rivet } from './wires/rivet.ts'
export type { Conversion, Qualifiers, RivetEvent } from './wires/rivet-event.ts'
export { rivetMedia } from './wires/rivet-media.ts'
