import type { Database } from 'better-sqlite3'
import type { Report } from '../../../model/sender.ts'
import { createSenderAccumulator } from '../../sender-accumulator.ts'
import type { SenderChange } from '../../store.ts'
import { openSenderRows } from '../sender-rows.ts'
import { countedOf, type EventRow, eventInserter } from './event-rows.ts'

/** What came in with some requests. It goes from thread to thread: lists of numbers and texts take least. */
export interface Arrivals {
  /** The events of all, one request after the other. */
  readonly rows: readonly EventRow[]
  /** How many of them are of each request. */
  readonly counts: readonly number[]
  /** By the place of the request: most have none. */
  readonly reports: Readonly<Record<number, readonly Report[]>>
}

/** What became of it. */
export interface Written {
  /** Of each event in its place; undefined where its key was stored already. */
  readonly ids: readonly (number | undefined)[]
  /** By the place of the request: those of events without a key have none. */
  readonly senders: Readonly<Record<number, readonly SenderChange[]>>
}

/** @returns writes all of these in one transaction, or throws and has written nothing */
export function arrivalWriter(database: Database): (arrivals: Arrivals) => Written {
  const insert = eventInserter(database)
  const senderRows = openSenderRows(database)
  return database.transaction(({ rows, counts, reports }: Arrivals): Written => {
    const accumulator = createSenderAccumulator(senderRows.read, senderRows.write)
    const ids: (number | undefined)[] = []
    for (const row of rows) ids.push(insert(row))
    const senders: Record<number, readonly SenderChange[]> = {}
    let from = 0
    for (const [place, count] of counts.entries()) {
      const first = from
      from += count
      const changes = accumulator.enter(
        rows.slice(first, from).map(countedOf),
        (at) => ids[first + at] !== undefined,
        reports[place] ?? [],
      )
      if (changes.length > 0) senders[place] = changes
    }
    accumulator.write()
    return { ids, senders }
  }).immediate
}
