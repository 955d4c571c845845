import type { Database } from 'better-sqlite3'
import type { Report } from '../../../model/sender.ts'
import { createSenderAccumulator } from '../../sender-accumulator.ts'
import type { SenderChange } from '../../store.ts'
import { openSenderRows } from '../sender-rows.ts'
import { countedOf, type EventRow, eventInserter } from './event-rows.ts'

/** What came in with some requests. It goes from thread to thread: one long list takes less than many short ones. */
export interface Arrivals {
  /** The events of all, one request after the other. */
  readonly rows: readonly EventRow[]
  readonly requests: readonly {
    /** How many of the events are its own. */
    readonly events: number
    readonly reports: readonly Report[]
  }[]
}

/** What became of it. */
export interface Written {
  /** Of each event in its place; undefined where its key was stored already. */
  readonly ids: readonly (number | undefined)[]
  /** Of each request. */
  readonly senders: readonly (readonly SenderChange[])[]
}

/** @returns writes all of these in one transaction, or throws and has written nothing */
export function arrivalWriter(database: Database): (arrivals: Arrivals) => Written {
  const insert = eventInserter(database)
  const senders = openSenderRows(database)
  return database.transaction(({ rows, requests }: Arrivals): Written => {
    const accumulator = createSenderAccumulator(senders.read, senders.write)
    const ids = rows.map(insert)
    let from = 0
    const changes = requests.map(({ events, reports }) => {
      const first = from
      from += events
      return accumulator.enter(
        rows.slice(first, from).map(countedOf),
        (at) => ids[first + at] !== undefined,
        reports,
      )
    })
    accumulator.write()
    return { ids, senders: changes }
  }).immediate
}
