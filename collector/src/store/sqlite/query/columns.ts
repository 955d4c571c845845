import type { EventColumn } from '../../../query/event-columns.ts'
import type { SourceColumn } from '../../../query/sql/dialect.ts'
import { type Fragment, sql } from '../../../query/sql/fragment.ts'

/** Where a missing text is stored as null. */
const nullable = (column: Fragment): SourceColumn => ({
  value: sql`coalesce(${column}, '')`,
  orNull: column,
})

/** What each event has one of, as the `events` table keeps it. */
export const columns: Readonly<Record<EventColumn, SourceColumn>> = {
  // Who sends no id of its own has one by its place in the sender's count, or in the store.
  TrackId: { value: sql`coalesce(track, sender || '.' || sequence, 'event.' || id)` },
  DeviceId: { value: sql`device` },
  EventType: { value: sql`type` },
  Value: nullable(sql`value`),
  Scope: { value: sql`scope` },
  PageUri: nullable(sql`page`),
  PageTitle: nullable(sql`title`),
  RemoteAddress: nullable(sql`address`),
  SessionId: nullable(sql`session`),
  User: { value: sql`user` },
  Payload: { value: sql`payload` },
  CountryCode: nullable(sql`country`),
  City: nullable(sql`city`),
  EventTime: { value: sql`ticks` },
  ReceivedTime: { value: sql`(received * 10000)` },
  TrafficType: nullable(sql`traffic`),
  OriginalTime: { value: sql`coalesce(original * 10000, ticks)` },
}
