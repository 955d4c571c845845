import type { LiveEvent, StoredEvent } from '../event.ts'
import { weighing } from '../limits/stored-bytes.ts'
import { atOnce, inTurns, type Pieces, pieces } from '../limits/turns.ts'
import { openQueryPool } from '../query/run/query-pool.ts'
import { usualScope } from '../scope.ts'
import type { Report } from '../sender.ts'
import { type DeletionOptions, isKept, openDeletions } from './deletions.ts'
import { groupCommit } from './group-commit.ts'
import { naming } from './naming.ts'
import { oneByOne } from './one-by-one.ts'
import { openDatabase, patience } from './open-database.ts'
import { type Place, placeOf } from './place.ts'
import { openProbe } from './probe.ts'
import { openPurge } from './purge.ts'
import { openSenders } from './senders.ts'
import type { Appended, Count, Rate, Store } from './store.ts'
import type { StoredJson, Weighed } from './stored-json.ts'
import { openViewings } from './viewing.ts'

/** Bytes of events that may wait, and of one transaction: its end cannot be cut into pieces. */
const limits = { waiting: 64 * 1024 * 1024, write: 4 * 1024 * 1024 }

/** Bytes of JSON that are written in one go, and what an event counts besides: a few milliseconds. */
const piece = { bytes: 128 * 1024, event: 512 }

/** What came in with one request. */
interface Arrival {
  readonly events: readonly StoredEvent[]
  readonly reports: readonly Report[]
  readonly weighed: Weighed
}

const columns = [
  'dialect',
  'type',
  'time',
  'received',
  'visitor',
  'session',
  'page',
  'sender',
  'sequence',
  'payload',
  'fraction',
  'scope',
  'track',
  'value',
  'title',
  'address',
  'user',
  'country',
  'city',
  'digest',
  'original',
]

/** What the documentation of Profile Store says. */
const deletionDefaults: DeletionOptions = { interval: 24 * 3_600_000, limit: 1_000_000 }

/**
 * Opens the embedded store.
 *
 * @param file - where it is; it is made when it is not there. `:memory:` keeps nothing.
 * @throws when the file cannot be opened or is not a store of this kind
 */
export function openSqlite(file: string, options: Partial<DeletionOptions> = {}): Store {
  try {
    const place = placeOf(file)
    try {
      return naming(openIn(place, options), file)
    } catch (error) {
      place.leave()
      throw error
    }
  } catch (error) {
    throw new Error(`cannot open the store ${file}: ${(error as Error).message}`, { cause: error })
  }
}

function openIn(place: Place, options: Partial<DeletionOptions>): Store {
  const database = openDatabase(place)
  const queries = openQueryPool(place.file)
  const senders = openSenders(database)
  const viewings = openViewings(database)
  const exclusively = oneByOne()
  const deletions = openDeletions(database, exclusively, { ...deletionDefaults, ...options })
  const purge = openPurge(database, exclusively)
  const probe = openProbe(database, exclusively, patience)

  const insert = database.prepare(
    `INSERT INTO events (${columns}) VALUES (${columns.map(() => '?')})
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
    `SELECT id, ${columns} FROM events WHERE ${isKept} ORDER BY id DESC LIMIT ?`,
  )

  const insertOne = (event: StoredEvent, json: StoredJson): LiveEvent | undefined => {
    const { changes, lastInsertRowid } = insert.run(
      event.dialect,
      event.type,
      event.time,
      event.received,
      event.visitor,
      event.session,
      event.page,
      event.sender,
      event.sequence,
      json.payload,
      event.fraction,
      event.scope ?? usualScope,
      event.track,
      event.value,
      event.title,
      event.address,
      json.user,
      event.country,
      event.city,
      event.digest,
      event.original,
    )
    return changes === 0
      ? undefined
      : Object.assign({ id: Number(lastInsertRowid) }, event, { digest: undefined })
  }
  const begin = database.prepare('BEGIN IMMEDIATE')
  const commit = database.prepare('COMMIT')
  const rollback = database.prepare('ROLLBACK')
  function* inserting(
    events: readonly StoredEvent[],
    json: readonly StoredJson[],
  ): Pieces<(LiveEvent | undefined)[]> {
    const isBreak = pieces(piece.bytes)
    const inserted: (LiveEvent | undefined)[] = []
    for (const [at, event] of events.entries()) {
      const written = json[at]!
      if (isBreak(written.payload.length + piece.event)) yield
      inserted.push(insertOne(event, written))
    }
    return inserted
  }
  function* writing(arrivals: readonly Arrival[]): Pieces<Appended[]> {
    begin.run()
    try {
      const book = senders.openBook()
      const appended: Appended[] = []
      for (const { events, reports, weighed } of arrivals) {
        const inserted = yield* inserting(events, weighed.json)
        const stored = inserted.filter((event) => event !== undefined)
        const changes = yield* book.entering(events, (at) => inserted[at] !== undefined, reports)
        appended.push({ stored, repeated: events.length - stored.length, senders: changes })
      }
      yield* book.writing()
      commit.run()
      return appended
    } catch (error) {
      // SQLite has done so itself after some failures, as of a full disk.
      if (database.inTransaction) rollback.run()
      throw error
    }
  }
  const write = (arrivals: readonly Arrival[]) =>
    exclusively(() => probe.watch(async () => inTurns(writing(arrivals), true)))
  const { append, flush } = groupCommit(write, ({ weighed }) => weighed.bytes, limits)
  let hasTrace = false

  return {
    append: async (events, reports = [], weighed = atOnce(weighing(events, reports))) =>
      append({ events, reports, weighed }),
    delete: deletions.delete,
    purgeWhenDue: async () => {
      if (deletions.isDue()) {
        hasTrace = true
        await purge.erase()
      }
      if (hasTrace) hasTrace = !(await purge.emptyLog())
    },
    // Between transactions: what is not yet committed may still be rolled back.
    missing: (keys) => exclusively(() => selectMissing.all(JSON.stringify(keys)) as number[]),
    probe: probe.check,
    total: async () => selectTotal.get() as number,
    counts: async () => selectCounts.all() as Count[],
    rate: async (sinceSecond) => selectRate.all(sinceSecond) as unknown as Rate[],
    recent: async (limit) => (selectRecent.all(limit) as Row[]).map(fromRow),
    delivery: async () => senders.delivery(),
    senders: async (limit) => senders.recent(limit),
    holes: async (sender) => senders.holes(sender),
    viewing: async (session) => viewings(session),
    ask: queries.ask,
    close: async () => {
      queries.close()
      await flush()
      await deletions.flush()
      await exclusively(() => database.close())
      place.leave()
    },
  }
}

type Row = Record<string, unknown> & {
  readonly payload: string
  readonly scope: string
  readonly user: string | null
}

/** Columns without a value are left out, as they were when the event came. */
function fromRow({ payload, scope, user, digest: _, ...row }: Row): LiveEvent {
  const present = Object.entries(row).filter(([, value]) => value !== null)
  return {
    ...Object.fromEntries(present),
    ...(scope !== usualScope && { scope }),
    ...(user !== null && { user: JSON.parse(user) }),
    payload: JSON.parse(payload),
  } as unknown as LiveEvent
}
