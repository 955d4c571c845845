import { weighing } from '../../limits/stored-bytes.ts'
import { atOnce, inTurns, type Pieces, pieces } from '../../limits/turns.ts'
import type { LiveEvent, StoredEvent } from '../../model/event.ts'
import type { Report } from '../../model/sender.ts'
import { type DeletionOptions, deletionDefaults } from '../deletion-options.ts'
import { groupCommit } from '../group-commit.ts'
import { oneByOne } from '../one-by-one.ts'
import type { RelayJournal } from '../relay-journal.ts'
import type { Appended, Store } from '../store.ts'
import type { StoredJson, Weighed } from '../stored-json.ts'
import { openDeletions } from './deletions.ts'
import { openErasure } from './erasure.ts'
import { openEvents } from './events.ts'
import { openExports } from './export/start-export.ts'
import { type DatabaseLocation, locationOf } from './location.ts'
import { naming } from './named-errors.ts'
import { busyTimeoutMs, openDatabase } from './open-database.ts'
import { openPlaybacks } from './playback.ts'
import { openProbe } from './probe.ts'
import { openPurge } from './purge.ts'
import { openQueryPool } from './query/pool.ts'
import { openRelayJournal } from './relay-journal.ts'
import type { Upgrade } from './schema.ts'
import { openSenders } from './senders.ts'

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

export interface SqliteOptions extends DeletionOptions {
  /** Milliseconds that a question may take. */
  readonly questionTime: number
  /** Hears how far the upgrade of an earlier collector's file is: until it is done nothing else happens. */
  readonly onUpgrade: (upgrade: Upgrade) => void
}

/** The store, and what the relay of this collector needs of it. */
export interface SqliteStore extends Store {
  readonly journal: RelayJournal
  /** Where it is, for processes that follow it. */
  readonly file: string
}

/**
 * Opens the embedded store.
 *
 * @param file - where it is; it is made when it is not there. `:memory:` keeps nothing.
 * @throws when the file cannot be opened or is not a store of this kind
 */
export function openSqlite(file: string, options: Partial<SqliteOptions> = {}): SqliteStore {
  try {
    const location = locationOf(file)
    try {
      const { store, journal } = openIn(location, options)
      return { ...naming(store, file), journal, file: location.file }
    } catch (error) {
      location.leave()
      throw error
    }
  } catch (error) {
    throw new Error(`cannot open the store ${file}: ${(error as Error).message}`, { cause: error })
  }
}

function openIn(
  location: DatabaseLocation,
  { questionTime, onUpgrade, ...options }: Partial<SqliteOptions>,
): { readonly store: Store; readonly journal: RelayJournal } {
  const database = openDatabase(location, onUpgrade)
  const queries = openQueryPool(location.file, questionTime === undefined ? {} : { timeoutMs: questionTime })
  const exports = openExports(location.file)
  const senders = openSenders(database)
  const playbacks = openPlaybacks(database)
  const exclusively = oneByOne()
  const deletions = openDeletions(database, exclusively, { ...deletionDefaults, ...options })
  const purge = openPurge(database, exclusively)
  const probe = openProbe(database, exclusively, busyTimeoutMs)
  const erase = openErasure(database, exclusively, purge)

  const rows = openEvents(database)
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
      inserted.push(rows.insert(event, written))
    }
    return inserted
  }
  function* writing(arrivals: readonly Arrival[]): Pieces<Appended[]> {
    begin.run()
    try {
      const accumulator = senders.openAccumulator()
      const appended: Appended[] = []
      for (const { events, reports, weighed } of arrivals) {
        const inserted = yield* inserting(events, weighed.json)
        const stored = inserted.filter((event) => event !== undefined)
        const changes = yield* accumulator.entering(events, (at) => inserted[at] !== undefined, reports)
        appended.push({ stored, repeated: events.length - stored.length, senders: changes })
      }
      yield* accumulator.writing()
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

  const store: Store = {
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
    erase: async (which) => {
      // What waits is of the visitor, too.
      await flush()
      hasTrace = true
      return erase(which)
    },
    // Between transactions: what is not yet committed may still be rolled back.
    missing: (keys) => exclusively(() => rows.missing(keys)),
    probe: probe.check,
    total: async () => rows.total(),
    counts: async () => rows.counts(),
    rate: async (sinceSecond) => rows.rate(sinceSecond),
    recent: async (limit) => rows.recent(limit),
    after: (cursor, limit) => exclusively(async () => rows.after(cursor, limit)),
    delivery: async () => senders.delivery(),
    senders: async (limit) => senders.recent(limit),
    gaps: async (sender) => senders.gaps(sender),
    playback: async (session) => playbacks(session),
    ask: queries.ask,
    export: exports.start,
    close: async () => {
      queries.close()
      exports.close()
      await flush()
      await deletions.flush()
      await exclusively(() => database.close())
      location.leave()
    },
  }
  return { store, journal: openRelayJournal(database, exclusively) }
}
