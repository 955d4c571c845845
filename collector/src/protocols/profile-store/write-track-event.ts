import { createHash } from 'node:crypto'
import type { LiveEvent, StoredEvent } from '../../model/event.ts'
import { trackIdOf } from '../../model/event-key.ts'
import { fieldsOf } from '../../model/fields-of.ts'
import { ticksIn, writeTicks } from '../../model/ticks.ts'

/** Characters of a TrackId. */
const longestTrack = 64

/** Writes a track event as Profile Store's Tracking API takes it. It is sent again under the same TrackId. */
export const writeTrackEvent = (event: LiveEvent): string =>
  JSON.stringify({
    deviceId: event.visitor,
    eventType: event.type,
    value: event.value,
    pageUri: event.page,
    pageTitle: event.title,
    sessionId: event.session,
    eventTime: timeOf(event),
    trackId: trackIn(event),
    scope: event.scope,
    countryCode: event.country,
    city: event.city,
    remoteAddress: event.address,
    user: event.user && written(event.user),
    payload: event.payload ?? undefined,
  })

const timeOf = ({ time, fraction = 0, original }: StoredEvent): string =>
  writeTicks(
    original === undefined
      ? BigInt(time) * ticksIn.millisecond + BigInt(fraction)
      : BigInt(original) * ticksIn.millisecond,
  )

/** Of what has no key of its own, the place in this store says nothing in another one. */
function trackIn(event: LiveEvent): string {
  const own =
    event.track ?? (event.sender === undefined || event.sequence === undefined ? undefined : trackIdOf(event))
  if (own !== undefined && [...own].length <= longestTrack) return own
  const { id, received, visitor, session, type, payload } = event
  const all = own ?? JSON.stringify([id, received, visitor, session, type, payload])
  return `relay.${createHash('sha256').update(all).digest('base64url').slice(0, 22)}`
}

/** What a user is known by is read in PascalCase and written in camelCase. */
const written = (user: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(fieldsOf(user)).map(([name, value]) => [
      /^(Name|Email|Info)$/.test(name) ? name.toLowerCase() : name,
      value,
    ]),
  )
