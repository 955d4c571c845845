import type { EventColumn } from '../../../query/event-columns.ts'
import type { SourceColumn } from '../../../query/sql/dialect.ts'
import { type Fragment, sql } from '../../../query/sql/fragment.ts'

/** Where a missing text is stored as null. */
const nullable = (column: Fragment): SourceColumn => ({
  value: sql`ifNull(${column}, '')`,
  orNull: sql`nullIf(${column}, '')`,
})

/** What each event has one of, as the view `events` shows it. */
export const columns: Readonly<Record<EventColumn, SourceColumn>> = {
  TrackId: {
    value: sql`coalesce(event.track, concat(event.sender, '.', toString(event.sequence)), concat('event.', toString(event.id)))`,
  },
  DeviceId: { value: sql`ifNull(event.visitor, '')` },
  EventType: { value: sql`event.type` },
  Value: nullable(sql`event.value`),
  Scope: { value: sql`toString(event.scope)` },
  PageUri: nullable(sql`event.page`),
  PageTitle: nullable(sql`event.title`),
  RemoteAddress: nullable(sql`event.address`),
  SessionId: nullable(sql`event.session`),
  User: { value: sql`event.user` },
  Payload: { value: sql`event.payload` },
  CountryCode: nullable(sql`event.country`),
  City: nullable(sql`event.city`),
  EventTime: { value: sql`event.ticks` },
  ReceivedTime: { value: sql`(event.received * 10000)` },
  TrafficType: nullable(sql`event.traffic`),
  OriginalTime: { value: sql`ifNull(event.original * 10000, event.ticks)` },
}
