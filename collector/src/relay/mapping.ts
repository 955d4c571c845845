import type { LiveEvent } from '../model/event.ts'
import { fieldsOf } from '../model/fields-of.ts'

/** Of an event of a player the fact that tells most, where that is not its position. */
const telling: Readonly<Record<string, string>> = {
  view: 'playTimeSum',
  seek: 'targetPosition',
  captions: 'caption',
  speed: 'playbackSpeed',
  error: 'errorCode',
}

/** How long such an event took, in seconds. */
const lasting: Readonly<Record<string, string>> = { play: 'joinTime', bufferEnd: 'bufferTime' }

/** Says any event as one of Rivet's, as the SDK's `rivetMedia` says what a player does. */
export function asRivet(event: LiveEvent): LiveEvent {
  if (event.dialect === 'rivet') return event
  const payload = event.dialect === 'kaltura' ? ofPlayer(event) : ofTrackEvent(event)
  return { ...event, dialect: 'rivet', page: plainAddress(event.page), payload }
}

function ofPlayer({ type, payload }: LiveEvent) {
  const name = type.slice('kaltura/'.length)
  const { entryId, ...said } = fieldsOf(payload)
  const fact = telling[name] ?? 'position'
  const seconds = Number([said[lasting[name] ?? '']].flat()[0])
  return {
    category: 'media',
    action: name,
    labels: Object.fromEntries(
      Object.entries({ entryId, [fact]: said[fact] }).flatMap(([label, value]) => {
        const [first] = [value].flat()
        return first === undefined ? [] : [[label, first]]
      }),
    ),
    ...(seconds >= 0 && { duration: Math.round(seconds * 1000) }),
  }
}

function ofTrackEvent({ type, value, payload }: LiveEvent) {
  const [, category = 'track', action = type] = /^([^/]+)\/(.+)$/s.exec(type) ?? []
  const { duration } = fieldsOf(payload)
  return {
    category,
    action,
    ...(value !== undefined && value !== type && { labels: { value } }),
    ...(Number.isSafeInteger(duration) && Number(duration) >= 0 && { duration }),
  }
}

/** Players write an address once more encoded than everything else. */
function plainAddress(page: string | undefined): string | undefined {
  if (page === undefined || !/^https?%3A/i.test(page)) return page
  try {
    return decodeURIComponent(page)
  } catch {
    return page
  }
}

/** What lets its holder act for somebody, and what signs what is sent no more. */
const ofTheService = new Set(['ks', 'kalsig'])

/**
 * Says any event as a track event of Profile Store.
 *
 * @returns undefined for one that nobody can be known by
 */
export function asTrackEvent(event: LiveEvent): LiveEvent | undefined {
  const visitor = event.visitor ?? event.session ?? event.sender
  if (visitor === undefined) return undefined
  if (event.dialect === 'profile-store') return event
  const payload =
    event.dialect === 'kaltura'
      ? Object.fromEntries(
          Object.entries(fieldsOf(event.payload)).filter(([name]) => !ofTheService.has(name)),
        )
      : event.payload
  return { ...event, visitor, value: event.value ?? event.type, page: plainAddress(event.page), payload }
}
