import type { Type } from './tree.ts'

/**
 * What an event is made of for those who ask, in the order in which it is answered. No text of these is null: what an
 * event does not say is the empty text.
 */
export const eventColumns = {
  TrackId: 'string',
  DeviceId: 'string',
  EventType: 'string',
  Value: 'string',
  Scope: 'string',
  PageUri: 'string',
  PageTitle: 'string',
  RemoteAddress: 'string',
  SessionId: 'string',
  User: 'dynamic',
  Payload: 'dynamic',
  CountryCode: 'string',
  City: 'string',
  EventTime: 'datetime',
  /** When it came in, by the collector's clock. */
  ReceivedTime: 'datetime',
  /** When it happened as it says: the same as EventTime, unless that is further ahead than clocks are. */
  OriginalTime: 'datetime',
  /** What sent it, where the collector knows that it was no person: `bot`. */
  TrafficType: 'string',
} as const satisfies Record<string, Type>

export type EventColumn = keyof typeof eventColumns
