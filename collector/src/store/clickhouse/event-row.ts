import type { LiveEvent, StoredEvent } from '../../model/event.ts'
import { kindOf } from '../../model/kind.ts'
import { defaultScope } from '../../model/scope.ts'
import type { StoredJson } from '../stored-json.ts'
import { versionOf } from './event-id.ts'
import { eventColumns } from './schema.ts'
import { wellFormed } from './well-formed.ts'

/** Columns that are the event's own, by their names in it. */
const texts = [
  'visitor',
  'session',
  'page',
  'sender',
  'digest',
  'track',
  'value',
  'title',
  'address',
  'country',
  'city',
  'traffic',
] as const

/** An event as a row. */
export function rowOf(event: StoredEvent, { payload, user }: StoredJson, key: string, id: bigint): object {
  const { dialect, type, time, received, fraction, original, sequence, scope = defaultScope } = event
  const { category, action } = kindOf(event)
  const row: Record<string, string | number | undefined> = {
    key: wellFormed(key),
    id: String(id),
    version: versionOf(id),
    dialect,
    type: wellFormed(type),
    time,
    received,
    fraction,
    original,
    sequence,
    scope,
    user,
    payload,
    category: wellFormed(category),
    action: wellFormed(action),
    ticks: String(BigInt(time) * 10_000n + BigInt(fraction ?? 0)),
  }
  for (const name of texts) if (event[name] !== undefined) row[name] = wellFormed(event[name])
  return row
}

/** What an event is read by. */
export const shown: string = Object.keys(eventColumns)
  .filter((name) => !['key', 'version', 'digest', 'category', 'action', 'ticks'].includes(name))
  .map((name) => (name === 'id' ? 'toString(id) AS id' : name))
  .join(', ')

export type EventRow = Record<string, string | number | null> & {
  readonly payload: string
  readonly user: string | null
  readonly scope: string
}

const numbers = ['time', 'received', 'original', 'sequence'] as const

export function eventOf({ payload, user, scope, ...row }: EventRow): LiveEvent {
  const present = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))
  for (const name of numbers) if (name in present) present[name] = Number(present[name])
  return {
    ...present,
    ...(scope !== defaultScope && { scope }),
    ...(user !== null && { user: JSON.parse(user) }),
    payload: JSON.parse(payload),
  } as unknown as LiveEvent
}
