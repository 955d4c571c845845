import type { Database } from 'better-sqlite3'
import type { LiveEvent } from '../../model/event.ts'
import { defaultScope } from '../../model/scope.ts'
import type { Count, EventKey, Followed, Rate } from '../store.ts'
import { isKept } from './deletions.ts'
import { eventColumns } from './writing/event-rows.ts'

/** What is read of an event, for `fromRow`. */
export const shown: string = `CAST(id AS TEXT) AS id, ${eventColumns}`

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
  const selectRecent = database.prepare(
    `SELECT ${shown} FROM events WHERE ${isKept} ORDER BY events.id DESC LIMIT ?`,
  )

  const selectAfter = database.prepare(
    `SELECT ${shown} FROM events WHERE id > ? AND ${isKept} ORDER BY events.id LIMIT ?`,
  )

  return {
    missing: (keys) => selectMissing.all(JSON.stringify(keys)) as number[],
    total: () => selectTotal.get() as number,
    counts: () => selectCounts.all() as Count[],
    rate: (sinceSecond) => selectRate.all(sinceSecond) as unknown as Rate[],
    recent: (limit) => (selectRecent.all(limit) as Row[]).map(fromRow),
    // One writer at a time: the order of ids is that in which events were committed.
    after(cursor = '0', limit) {
      const events = (selectAfter.all(Number(cursor), limit) as Row[]).map(fromRow)
      return { events, cursor: events.at(-1)?.id ?? cursor }
    },
  }
}

export type Row = Record<string, unknown> & {
  readonly payload: string
  readonly scope: string
  readonly user: string | null
}

/** Columns without a value are left out, as they were when the event came. */
export function fromRow({ payload, scope, user, digest: _, ...row }: Row): LiveEvent {
  const present = Object.entries(row).filter(([, value]) => value !== null)
  return {
    ...Object.fromEntries(present),
    ...(scope !== defaultScope && { scope }),
    ...(user !== null && { user: JSON.parse(user) }),
    payload: JSON.parse(payload),
  } as unknown as LiveEvent
}
