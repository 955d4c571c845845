import type { LiveEvent, StoredEvent } from '../../../src/model/event.ts'
import { fieldsOf } from '../../../src/model/fields-of.ts'
import { defaultScope } from '../../../src/model/scope.ts'
import { ticksIn } from '../../../src/model/ticks.ts'
import { type PlaybackRow, playbackKeys, playbackLimits } from '../../../src/store/playback-facts.ts'
import type { Row } from '../../query/support/evaluate.ts'
import type { Json } from '../../query/support/values.ts'

/** What no two stored events have in common. */
export const keysOf = ({ sender, sequence, digest, scope = defaultScope, track }: StoredEvent): string[] => [
  ...(sender !== undefined && sequence !== undefined ? [keyOf(sender, sequence)] : []),
  ...(track !== undefined ? [JSON.stringify(['track', scope, track])] : []),
  ...(digest !== undefined ? [JSON.stringify(['digest', digest])] : []),
]

export const keyOf = (sender: string, sequence: number): string => JSON.stringify(['key', sender, sequence])

/** The TrackId that queries answer. */
const trackOf = ({ id, track, sender, sequence }: LiveEvent): string =>
  track ?? (sender !== undefined && sequence !== undefined ? `${sender}.${sequence}` : `event.${id}`)

/** An event as those who ask see it. */
export function rowOf(event: LiveEvent): Row {
  const ticks = BigInt(event.time) * ticksIn.millisecond + BigInt(event.fraction ?? 0)
  return new Map<string, Json | bigint>([
    ['TrackId', trackOf(event)],
    ['DeviceId', event.visitor ?? ''],
    ['EventType', event.type],
    ['Value', event.value ?? ''],
    ['Scope', event.scope ?? defaultScope],
    ['PageUri', event.page ?? ''],
    ['PageTitle', event.title ?? ''],
    ['RemoteAddress', event.address ?? ''],
    ['SessionId', event.session ?? ''],
    ['User', (event.user ?? null) as Json],
    ['Payload', event.payload as Json],
    ['CountryCode', event.country ?? ''],
    ['City', event.city ?? ''],
    ['EventTime', ticks],
    ['ReceivedTime', BigInt(event.received) * ticksIn.millisecond],
    ['OriginalTime', event.original === undefined ? ticks : BigInt(event.original) * ticksIn.millisecond],
    ['TrafficType', event.traffic ?? ''],
  ])
}

/** An event of a player as its playback session is drawn from it. */
export function playbackRowOf({ id, type, received, sender, sequence, payload }: LiveEvent): PlaybackRow {
  const isRead = Buffer.byteLength(JSON.stringify(payload)) <= playbackLimits.payload
  const fields = isRead ? fieldsOf(payload) : {}
  const texts = Object.entries(playbackKeys).map(([name, key]) => {
    const value = fields[key] ?? null
    return [name, value === null ? null : String(value).slice(0, playbackLimits.text)]
  })
  return {
    id,
    type,
    received,
    sender: sender ?? null,
    sequence: sequence ?? null,
    ...(Object.fromEntries(texts) as Record<keyof typeof playbackKeys, string | null>),
  }
}
