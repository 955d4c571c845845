import type { Database } from 'better-sqlite3'
import type { Report } from '../../../model/sender.ts'
import { createSenderAccumulator } from '../../sender-accumulator.ts'
import type { SenderChange } from '../../store.ts'
import { openSenderRows } from '../sender-rows.ts'
import { type EventRow, eventInserter } from './event-rows.ts'

/** What came in with one request. */
export interface Arrival {
  readonly rows: readonly EventRow[]
  readonly reports: readonly Report[]
}

/** What became of it. */
export interface Written {
  /** Of each event in its place; undefined where its key was stored already. */
  readonly ids: readonly (number | undefined)[]
  readonly senders: readonly SenderChange[]
}

/** @returns writes all of these in one transaction, or throws and has written nothing */
export function arrivalWriter(database: Database): (arrivals: readonly Arrival[]) => readonly Written[] {
  const insert = eventInserter(database)
  const senders = openSenderRows(database)
  return database.transaction((arrivals: readonly Arrival[]) => {
    const accumulator = createSenderAccumulator(senders.read, senders.write)
    const written = arrivals.map(({ rows, reports }) => {
      const ids = rows.map(insert)
      return { ids, senders: accumulator.enter(rows, (at) => ids[at] !== undefined, reports) }
    })
    accumulator.write()
    return written
  }).immediate
}
