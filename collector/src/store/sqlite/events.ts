import type { Database } from 'better-sqlite3'
import type { LiveEvent } from '../../model/event.ts'
import { defaultScope } from '../../model/scope.ts'
import type { Count, EventKey, Followed, Rate } from '../store.ts'
import { isKept } from './deletions.ts'
import { eventColumns } from './writing/event-rows.ts'

/** What is read of an event, for `eventOf`. */
export const shown: string = `CAST(id AS TEXT), ${eventColumns}`
const names = ['id', ...eventColumns]
const digestAt = names.indexOf('digest')
const isJson: ReadonlySet<string> = new Set(['payload', 'user'])

/** The events themselves, one by one and counted. */
export interface Events {
  missing(keys: readonly EventKey[]): readonly number[]
  total(): number
  counts(): Count[]
  rate(sinceSecond: number): Rate[]
  recent(limit: number): LiveEvent[]
  after(cursor: string | undefined, limit: number): Followed
}

export function openEvents(database: Database): Events {
  const selectTotal = database
    .prepare('SELECT (SELECT count(*) FROM events) - (SELECT count(*) FROM deletions)')
    .pluck()
  const selectCounts = database.prepare(
    `SELECT category, action, count(*) AS count FROM events WHERE ${isKept}
     GROUP BY category, action ORDER BY count DESC`,
  )
  // Ids follow the collector's clock, so that the newest events are found from the end, without an index on the time.
  const selectRate = database
    .prepare(
      `SELECT received / 1000, count(*) FROM events
       WHERE id > coalesce((SELECT id FROM events WHERE received < ? * 1000 ORDER BY id DESC LIMIT 1), 0)
         AND ${isKept} GROUP BY 1 ORDER BY 1`,
    )
    .raw()
  const selectMissing = database
    .prepare(
      `SELECT key.key FROM json_each(?) AS key WHERE NOT EXISTS (
         SELECT 1 FROM events
         WHERE sender = key.value ->> 'sender' AND sequence = key.value ->> 'sequence')
       ORDER BY key.key`,
    )
    .pluck()
  const selectRecent = database
    .prepare(`SELECT ${shown} FROM events WHERE ${isKept} ORDER BY events.id DESC LIMIT ?`)
    .raw()
  const selectAfter = database
    .prepare(`SELECT ${shown} FROM events WHERE id > ? AND ${isKept} ORDER BY events.id LIMIT ?`)
    .raw()

  return {
    missing: (keys) => selectMissing.all(JSON.stringify(keys)) as number[],
    total: () => selectTotal.get() as number,
    counts: () => selectCounts.all() as Count[],
    rate: (sinceSecond) => selectRate.all(sinceSecond) as unknown as Rate[],
    recent: (limit) => (selectRecent.all(limit) as EventValues[]).map(eventOf),
    // One writer at a time: the order of ids is that in which events were committed.
    after(cursor = '0', limit) {
      const events = (selectAfter.all(Number(cursor), limit) as EventValues[]).map(eventOf)
      return { events, cursor: events.at(-1)?.id ?? cursor }
    },
  }
}

/** The values of `shown`, as `raw()` has them: an object of each row takes longer than all else that is done with an event. */
export type EventValues = readonly (string | number | null)[]

/** Columns without a value are left out, as they were when the event came. What follows them is not read. */
export function eventOf(values: EventValues): LiveEvent {
  const event: Record<string, unknown> = {}
  for (let at = 0; at < names.length; at += 1) {
    const name = names[at]!
    const value = values[at]
    if (value === null || at === digestAt || (name === 'scope' && value === defaultScope)) continue
    event[name] = isJson.has(name) ? JSON.parse(value as string) : value
  }
  return event as unknown as LiveEvent
}

/** Nobody is shown it. */
export const digestIn = (values: EventValues): string | undefined =>
  (values[digestAt] as string | null) ?? undefined
