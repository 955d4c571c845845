import type { Guard } from './guard.ts'
import type { Parts } from './tracker.ts'
import type { LineStore, Store, Wire } from './types.ts'

/**
 * Has a say in when a tracker begins that may record, and in where its ids are beside cookies. Anonymous trackers, and
 * those without consent, never come to it.
 */
export type IdExchange = <Event>(
  make: (local: Store) => Parts<Event>,
  wire: Wire<Event>,
  store: LineStore,
  guard: Guard,
) => Parts<Event>
