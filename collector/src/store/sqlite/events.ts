import type { Database } from 'better-sqlite3'
import type { LiveEvent, StoredEvent } from '../../model/event.ts'
import { defaultScope } from '../../model/scope.ts'
import type { Count, EventKey, Followed, Rate } from '../store.ts'
import type { StoredJson } from '../stored-json.ts'
import { isKept } from './deletions.ts'

type Value = string | number | undefined

/** What stands in each column of an event. Those that follow from others, SQLite computes itself. */
const columns: Readonly<Record<string, (event: StoredEvent, json: StoredJson) => Value>> = {
  dialect: ({ dialect }) => dialect,
  type: ({ type }) => type,
  time: ({ time }) => time,
  received: ({ received }) => received,
  visitor: ({ visitor }) => visitor,
  session: ({ session }) => session,
  page: ({ page }) => page,
  sender: ({ sender }) => sender,
  sequence: ({ sequence }) => sequence,
  payload: (_, { payload }) => payload,
  fraction: ({ fraction }) => fraction,
  scope: ({ scope = defaultScope }) => scope,
  track: ({ track }) => track,
  value: ({ value }) => value,
  title: ({ title }) => title,
  address: ({ address }) => address,
  user: (_, { user }) => user,
  country: ({ country }) => country,
  city: ({ city }) => city,
  digest: ({ digest }) => digest,
  original: ({ original }) => original,
  traffic: ({ traffic }) => traffic,
}

const names = Object.keys(columns)
const values = Object.values(columns)
/** What is read of an event, for `fromRow`. */
export const shown: string = `CAST(id AS TEXT) AS id, ${names}`

/** The events themselves, one by one and counted. */
export interface Events {
  /** Within a transaction. @returns the event in its place; nothing when its key is stored already */
  insert(event: StoredEvent, json: StoredJson): LiveEvent | undefined
  missing(keys: readonly EventKey[]): readonly number[]
  total(): number
  counts(): Count[]
  rate(sinceSecond: number): Rate[]
  recent(limit: number): LiveEvent[]
  after(cursor: string | undefined, limit: number): Followed
}

export function openEvents(database: Database): Events {
  const insert = database.prepare(
    `INSERT INTO events (${names}) VALUES (${names.map(() => '?')})
     ON CONFLICT DO NOTHING`,
  )
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
    insert(event, json) {
      const { changes, lastInsertRowid } = insert.run(...values.map((read) => read(event, json)))
      return changes === 0
        ? undefined
        : Object.assign({ id: String(lastInsertRowid) }, event, { digest: undefined })
    },
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
