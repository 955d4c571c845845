import { weighing } from '../../limits/stored-bytes.ts'
import { atOnce } from '../../limits/turns.ts'
import { withDenial } from '../../permission.ts'
import { type DeletionOptions, deletionDefaults } from '../deletion-options.ts'
import type { RelayJournal } from '../relay-journal.ts'
import type { Store } from '../store.ts'
import { openAppend } from './append.ts'
import { busyTimeoutMs } from './connect.ts'
import { openDeletions } from './deletions.ts'
import { openErasure } from './erasure.ts'
import { openEvents } from './events.ts'
import { openExports } from './export/start-export.ts'
import { type DatabaseLocation, locationOf } from './location.ts'
import { naming } from './named-errors.ts'
import { openDatabase } from './open-database.ts'
import { openPlaybacks } from './playback.ts'
import { openProbe } from './probe.ts'
import { openPurge } from './purge.ts'
import { openQueryPool } from './query/pool.ts'
import { openRelayJournal } from './relay-journal.ts'
import type { Upgrade } from './schema.ts'
import { openSenders } from './senders.ts'
import { createTurns } from './turns.ts'

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
    const reason = withDenial((error as Error).message, file)
    throw new Error(`cannot open the store ${file}: ${reason}`, { cause: error })
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
  const turns = createTurns()
  const deletions = openDeletions(database, turns.alone, { ...deletionDefaults, ...options })
  const purge = openPurge(database, turns.alone)
  const probe = openProbe(database, turns.alone, busyTimeoutMs)
  const erase = openErasure(database, turns.alone, purge)
  const rows = openEvents(database)
  const { append, flush, close } = openAppend(database, location, turns, probe)
  // Async alone where something may throw: around a promise it costs each event three turns of its own.
  const weighAndAppend: Store['append'] = async (events, reports = []) =>
    append(events, reports, atOnce(weighing(events, reports)))
  let hasTrace = false

  const store: Store = {
    append: (events, reports = [], weighed) =>
      weighed === undefined ? weighAndAppend(events, reports) : append(events, reports, weighed),
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
    missing: async (keys) => rows.missing(keys),
    probe: probe.check,
    total: async () => rows.total(),
    counts: async () => rows.counts(),
    rate: async (sinceSecond) => rows.rate(sinceSecond),
    recent: async (limit) => rows.recent(limit),
    after: async (cursor, limit) => rows.after(cursor, limit),
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
      // Before the thread that writes ends, which may take long: what is erased step by step goes no further.
      await turns.alone(() => database.close())
      await close()
      location.leave()
    },
  }
  return { store, journal: openRelayJournal(database, turns.alone) }
}
