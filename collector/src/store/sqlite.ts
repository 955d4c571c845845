import Database from 'better-sqlite3'
import type { LiveEvent, StoredEvent } from '../event.ts'
import type { Report } from '../sender.ts'
import { groupCommit } from './group-commit.ts'
import { migrate } from './schema.ts'
import { openSenders } from './senders.ts'
import type { Appended, Count, Rate, Store } from './store.ts'
import { openViewings } from './viewing.ts'

/** Milliseconds to wait for another program that is writing to the file; everything else waits meanwhile. */
const patience = 1000

/** About 50 MB of usual events. */
const waitingLimit = 100_000

/** What came in with one request. */
interface Arrival {
  readonly events: readonly StoredEvent[]
  readonly reports: readonly Report[]
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
]

/**
 * Opens the embedded store.
 *
 * @param file - where it is; it is made when it is not there. `:memory:` keeps nothing.
 * @throws when the file cannot be opened or is not a store of this kind
 */
export function openSqlite(file: string): Store {
  const database = open(file)
  const senders = openSenders(database)
  const viewings = openViewings(database)

  const insert = database.prepare(
    `INSERT INTO events (${columns}) VALUES (${columns.map(() => '?')})
     ON CONFLICT (sender, sequence) WHERE sender IS NOT NULL DO NOTHING`,
  )
  const selectTotal = database.prepare('SELECT count(*) FROM events').pluck()
  const selectCounts = database.prepare(
    'SELECT category, action, count(*) AS count FROM events GROUP BY category, action ORDER BY count DESC',
  )
  // Ids follow the collector's clock, so that the newest events are found from the end, without an index on the time.
  const selectRate = database
    .prepare(
      `SELECT received / 1000, count(*) FROM events
       WHERE id > coalesce((SELECT id FROM events WHERE received < ? * 1000 ORDER BY id DESC LIMIT 1), 0)
       GROUP BY 1 ORDER BY 1`,
    )
    .raw()
  const selectRecent = database.prepare(`SELECT id, ${columns} FROM events ORDER BY id DESC LIMIT ?`)

  const insertOne = (event: StoredEvent): LiveEvent | undefined => {
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
      JSON.stringify(event.payload),
    )
    return changes === 0 ? undefined : Object.assign({ id: Number(lastInsertRowid) }, event)
  }
  const write = database.transaction((arrivals: readonly Arrival[]): Appended[] => {
    const book = senders.openBook()
    const appended = arrivals.map(({ events, reports }) => {
      const inserted = events.map(insertOne)
      const stored = inserted.filter((event) => event !== undefined)
      return {
        stored,
        repeated: events.length - stored.length,
        senders: book.enter(events, (at) => inserted[at] !== undefined, reports),
      }
    })
    book.write()
    return appended
  })
  const sizeOf = ({ events, reports }: Arrival) => events.length + reports.length
  const { append, flush } = groupCommit(write, sizeOf, waitingLimit)

  return {
    append: (events, reports = []) => append({ events, reports }),
    total: async () => selectTotal.get() as number,
    counts: async () => selectCounts.all() as Count[],
    rate: async (sinceSecond) => selectRate.all(sinceSecond) as unknown as Rate[],
    recent: async (limit) => (selectRecent.all(limit) as Row[]).map(fromRow),
    delivery: async () => senders.delivery(),
    senders: async (limit) => senders.recent(limit),
    holes: async (sender) => senders.holes(sender),
    viewing: async (session) => viewings(session),
    close: async () => {
      flush()
      database.close()
    },
  }
}

function open(file: string): Database.Database {
  try {
    const database = new Database(file, { timeout: patience })
    database.pragma('journal_mode = WAL')
    // FULL waits for the disk at each commit, so that an answer holds through a power cut too.
    database.pragma('synchronous = FULL')
    migrate(database)
    return database
  } catch (error) {
    throw new Error(`cannot open the store ${file}: ${(error as Error).message}`, { cause: error })
  }
}

type Row = { readonly payload: string } & Record<string, unknown>

/** Columns without a value are left out, as they were when the event came. */
function fromRow({ payload, ...row }: Row): LiveEvent {
  const present = Object.entries(row).filter(([, value]) => value !== null)
  return { ...Object.fromEntries(present), payload: JSON.parse(payload) } as unknown as LiveEvent
}
