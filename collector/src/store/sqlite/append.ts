import type { Database } from 'better-sqlite3'
import type { LiveEvent, StoredEvent } from '../../model/event.ts'
import type { Report } from '../../model/sender.ts'
import { groupCommit } from '../group-commit.ts'
import type { Appended } from '../store.ts'
import type { Weighed } from '../stored-json.ts'
import type { Connection } from './connect.ts'
import type { Probe } from './probe.ts'
import type { Turns } from './turns.ts'
import { type EventRow, rowOf } from './writing/event-rows.ts'
import { startWriter, type Writer } from './writing/start-writer.ts'
import { arrivalWriter } from './writing/write-arrivals.ts'

/**
 * Bytes of events that may wait, of one transaction, and what is enough for one: a commit waits for the disk as
 * long as it takes to write some forty events.
 */
const limits = { waiting: 64 * 1024 * 1024, write: 4 * 1024 * 1024, enough: { size: 256 * 1024, groups: 32 } }

/** The part of the store that takes events. */
export interface Append {
  append(events: readonly StoredEvent[], reports: readonly Report[], weighed: Weighed): Promise<Appended>
  /** Writes what is waiting, now. */
  flush(): Promise<void>
  /** Writes what is waiting, and takes nothing more. */
  close(): Promise<void>
}

interface Group {
  readonly events: readonly StoredEvent[]
  readonly reports: readonly Report[]
  readonly weighed: Weighed
}

/** Writes on the connection that is there. */
function writeHere(database: Database): Writer {
  const write = arrivalWriter(database)
  return { write: async (arrivals) => write(arrivals), close: async () => {} }
}

export function openAppend(
  database: Database,
  connection: Connection,
  { together }: Pick<Turns, 'together'>,
  { watch }: Pick<Probe, 'watch'>,
): Append {
  // Where no disk is waited for, a thread only takes its time to begin.
  const writer = connection.isLasting ? startWriter(connection) : writeHere(database)
  const write = async (groups: readonly Group[]): Promise<readonly Appended[]> => {
    const rows: EventRow[] = []
    const counts: number[] = []
    const reports: Record<number, readonly Report[]> = {}
    for (const [place, group] of groups.entries()) {
      counts.push(group.events.length)
      for (const [at, event] of group.events.entries()) rows.push(rowOf(event, group.weighed.json[at]!))
      if (group.reports.length > 0) reports[place] = group.reports
    }
    const { ids, senders } = await together(() => watch(() => writer.write({ rows, counts, reports })))
    let from = 0
    return groups.map(({ events }, place) => {
      const first = from
      from += events.length
      return appendedOf(events, ids.slice(first, from), senders[place] ?? [])
    })
  }
  const { append, flush } = groupCommit(write, ({ weighed }: Group) => weighed.bytes, limits)
  return {
    append: (events, reports, weighed) => append({ events, reports, weighed }),
    flush,
    async close() {
      await flush()
      await writer.close()
    },
  }
}

function appendedOf(
  events: readonly StoredEvent[],
  ids: readonly (number | undefined)[],
  senders: Appended['senders'],
): Appended {
  const stored: LiveEvent[] = []
  events.forEach((event, at) => {
    const id = ids[at]
    if (id !== undefined) stored.push({ id: String(id), ...event, digest: undefined })
  })
  return { stored, repeated: events.length - stored.length, senders }
}
