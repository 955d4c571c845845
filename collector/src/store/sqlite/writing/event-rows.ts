import type { Database } from 'better-sqlite3'
import type { StoredEvent } from '../../../model/event.ts'
import { defaultScope } from '../../../model/scope.ts'
import type { StoredJson } from '../../stored-json.ts'

/** An event as it goes to the thread that writes: what is stored as JSON is JSON already. */
export type EventRow = Omit<StoredEvent, 'payload' | 'user'> & StoredJson

/** What nearly every event has. */
const common = [
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
  'scope',
] as const satisfies readonly (keyof EventRow)[]

/** What most events lack: to write nothing to a column takes as long as to write something. */
const rare = [
  'fraction',
  'track',
  'value',
  'title',
  'address',
  'user',
  'country',
  'city',
  'digest',
  'original',
  'traffic',
] as const satisfies readonly (keyof EventRow)[]

/** The columns that an event is written to, and read from. Those that follow from others, SQLite computes itself. */
export const eventColumns: readonly string[] = [...common, ...rare]

/** @returns inserts one event: its id, or undefined when its key is stored already */
export function eventInserter(database: Database): (row: EventRow) => number | undefined {
  const prepare = (columns: readonly (keyof EventRow)[]) => {
    const insert = database.prepare(
      `INSERT INTO events (${columns}) VALUES (${columns.map(() => '?')}) ON CONFLICT DO NOTHING`,
    )
    return (row: EventRow) =>
      insert.run(columns.map((column) => row[column] ?? (column === 'scope' ? defaultScope : null)))
  }
  const insertCommon = prepare(common)
  const insertAll = prepare([...common, ...rare])
  return (row) => {
    const isCommon = rare.every((column) => row[column] === undefined)
    const { changes, lastInsertRowid } = (isCommon ? insertCommon : insertAll)(row)
    return changes === 0 ? undefined : Number(lastInsertRowid)
  }
}
