import { createHash } from 'node:crypto'
import type { StoredEvent } from '../../model/event.ts'
import type { Report } from '../../model/sender.ts'
import { isKept } from './deletions.ts'
import { digestIn, type EventValues, eventOf, shown } from './events.ts'
import { openForQueries } from './query/open-for-queries.ts'

/** What of a store is taken to another. */
export interface CopySource {
  /** Events that came after one, in their order; each has a key, which is the same each time. */
  events(after: number, limit: number): { readonly events: readonly StoredEvent[]; readonly last: number }
  /** What senders have reported, in the order of their names. */
  reports(after: string, limit: number): readonly Report[]
  /** The last event that there is; 0 where there is none. */
  last(): number
  /** How many events there are up to one. */
  count(last: number): number
  close(): void
}

/** Reads a store beside the collector that has it. @throws when it is not there */
export function openCopySource(file: string): CopySource {
  const database = openForQueries(file)
  const selectEvents = database
    .prepare(`SELECT ${shown} FROM events WHERE id > ? AND ${isKept} ORDER BY events.id LIMIT ?`)
    .raw()
  const selectReports = database.prepare(
    'SELECT sender, ledger, last_seen FROM senders WHERE sender > ? ORDER BY sender LIMIT ?',
  )
  const selectLast = database.prepare('SELECT coalesce(max(id), 0) FROM events').pluck()
  const selectCount = database.prepare(`SELECT count(*) FROM events WHERE id <= ? AND ${isKept}`).pluck()
  return {
    events(after, limit) {
      const rows = selectEvents.all(after, limit) as EventValues[]
      return { events: rows.map(keyed), last: Number(rows.at(-1)?.[0] ?? after) }
    },
    reports: (after, limit) =>
      (selectReports.all(after, limit) as { sender: string; ledger: string; last_seen: number }[]).map(
        ({ sender, ledger, last_seen: received }) => ({ sender, received, ledger: JSON.parse(ledger) }),
      ),
    last: () => Number(selectLast.get()),
    count: (last) => selectCount.get(last) as number,
    close: () => database.close(),
  }
}

/** An event that nobody has named is known by all that it is, with its number here. */
function keyed(row: EventValues): StoredEvent {
  const { id: _, ...event } = eventOf(row)
  const isNamed = (event.sender !== undefined && event.sequence !== undefined) || event.track !== undefined
  const digest = digestIn(row) ?? (isNamed ? undefined : digestOf(row))
  return digest === undefined ? event : { ...event, digest }
}

const digestOf = (row: EventValues): string =>
  `copy.${createHash('sha256').update(JSON.stringify(row)).digest('base64url').slice(0, 22)}`
