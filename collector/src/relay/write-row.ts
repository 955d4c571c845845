import type { LiveEvent } from '../model/event.ts'
import { trackIdOf } from '../model/event-key.ts'
import { defaultScope } from '../model/scope.ts'
import { ticksIn, writeTicks } from '../model/ticks.ts'
import type { EventColumn } from '../query/event-columns.ts'

const timeOf = (milliseconds: number, fraction = 0): string =>
  writeTicks(BigInt(milliseconds) * ticksIn.millisecond + BigInt(fraction))

/** Writes an event as a line of `export`: what queries answer. */
export const writeRow = (event: LiveEvent): string => {
  const eventTime = timeOf(event.time, event.fraction)
  return JSON.stringify({
    TrackId: trackIdOf(event),
    DeviceId: event.visitor ?? '',
    EventType: event.type,
    Value: event.value ?? '',
    Scope: event.scope ?? defaultScope,
    PageUri: event.page ?? '',
    PageTitle: event.title ?? '',
    RemoteAddress: event.address ?? '',
    SessionId: event.session ?? '',
    User: event.user ?? null,
    Payload: event.payload ?? null,
    CountryCode: event.country ?? '',
    City: event.city ?? '',
    EventTime: eventTime,
    ReceivedTime: timeOf(event.received),
    OriginalTime: event.original === undefined ? eventTime : timeOf(event.original),
    TrafficType: event.traffic ?? '',
  } satisfies Record<EventColumn, unknown>)
}
