import type { StoredEvent } from '../../model/event.ts'
import { ticksIn } from '../../model/ticks.ts'
import { eventMoment } from '../event-time.ts'
import type { TrackEvent } from './batch.ts'

/**
 * @param received - milliseconds since the epoch, by the collector's clock: when it happened, where the event does not say
 * @param address - the visitor's IP address, where the event does not say
 */
export const profileStoreToStored = (
  event: TrackEvent,
  received: number,
  address: string | undefined,
): StoredEvent => ({
  dialect: 'profile-store',
  type: event.eventType,
  ...(event.eventTime === undefined ? { time: received } : momentOf(event.eventTime, received)),
  received,
  visitor: event.deviceId,
  session: event.sessionId,
  page: event.pageUri,
  scope: event.scope,
  track: event.trackId,
  value: event.value,
  title: event.pageTitle,
  address: event.remoteAddress ?? address,
  user: event.user,
  country: event.countryCode,
  city: event.city,
  payload: event.payload ?? null,
})

/** Divides downwards, before the epoch too. */
function momentOf(ticks: bigint, received: number): Pick<StoredEvent, 'time' | 'fraction' | 'original'> {
  const below = ticks % ticksIn.millisecond
  const fraction = below < 0n ? below + ticksIn.millisecond : below
  return eventMoment(Number((ticks - fraction) / ticksIn.millisecond), received, Number(fraction))
}
