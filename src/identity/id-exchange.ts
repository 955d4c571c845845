import type { Guard } from '../tracker/guard.ts'
import type { TrackerCore } from '../tracker/tracker.ts'
import type { LineStore, Store, Wire } from '../types.ts'

/**
 * Has a say in when a tracker begins that may record, and in where its ids are beside cookies. Anonymous trackers, and
 * those without consent, never come to it.
 */
export type IdExchange = <Event>(
  make: (local: Store) => TrackerCore<Event>,
  wire: Wire<Event>,
  store: LineStore,
  guard: Guard,
) => TrackerCore<Event>
