import type { Database } from 'better-sqlite3'
import type { StoredEvent } from '../../../model/event.ts'
import { defaultScope } from '../../../model/scope.ts'
import type { Counted } from '../../sender-accumulator.ts'
import type { StoredJson } from '../../stored-json.ts'

type Value = string | number | undefined

/** An event as it goes to the thread that writes: the values of its columns, without those that most events lack. */
export type EventRow = readonly Value[]

type Columns = Readonly<Record<string, (event: StoredEvent, json: StoredJson) => Value>>

/** What stands in each column of an event. Those that follow from others, SQLite computes itself. */
const common: Columns = {
  dialect: ({ dialect }) => dialect,
  type: ({ type }) => type,
  time: ({ time }) => time,
  received: ({ received }) => received,
  visitor: ({ visitor }) => visitor,
  session: ({ session }) => session,
  page: ({ page }) => page,
  sender: ({ sender }) => sender,
  sequence: ({ sequence }) => sequence,
  payload: (_, { payload }) => payload,
  scope: ({ scope = defaultScope }) => scope,
}

/** The same of those that most events lack: to write nothing there takes as long as to write something. */
const rare: Columns = {
  fraction: ({ fraction }) => fraction,
  track: ({ track }) => track,
  value: ({ value }) => value,
  title: ({ title }) => title,
  address: ({ address }) => address,
  user: (_, { user }) => user,
  country: ({ country }) => country,
  city: ({ city }) => city,
  digest: ({ digest }) => digest,
  original: ({ original }) => original,
  traffic: ({ traffic }) => traffic,
}

const commonNames = Object.keys(common)
const commonValues = Object.values(common)
const rareValues = Object.values(rare)

/** The columns that an event is written to, and read from. */
export const eventColumns: readonly string[] = [...commonNames, ...Object.keys(rare)]

export function rowOf(event: StoredEvent, json: StoredJson): EventRow {
  // Pushed, and not mapped: V8 sends a list of `map` as one that may have holes, which takes three times as long.
  const row: Value[] = []
  for (const read of commonValues) row.push(read(event, json))
  if (rareValues.some((read) => read(event, json) !== undefined))
    for (const read of rareValues) row.push(read(event, json))
  return row
}

const placeOf = (name: keyof StoredEvent): number => commonNames.indexOf(name)
const places = {
  received: placeOf('received'),
  sender: placeOf('sender'),
  sequence: placeOf('sequence'),
  visitor: placeOf('visitor'),
  session: placeOf('session'),
}

/** What a row says of its sender. */
export const countedOf = (row: EventRow): Counted => ({
  received: row[places.received] as number,
  sender: row[places.sender] as string | undefined,
  sequence: row[places.sequence] as number | undefined,
  visitor: row[places.visitor] as string | undefined,
  session: row[places.session] as string | undefined,
})

/** @returns inserts one event: its id, or undefined when its key is stored already */
export function eventInserter(database: Database): (row: EventRow) => number | undefined {
  const prepare = (names: readonly string[]) =>
    database.prepare(`INSERT INTO events (${names}) VALUES (${names.map(() => '?')}) ON CONFLICT DO NOTHING`)
  const insertCommon = prepare(commonNames)
  const insertAll = prepare(eventColumns)
  return (row) => {
    const insert = row.length === commonNames.length ? insertCommon : insertAll
    const { changes, lastInsertRowid } = insert.run(row)
    return changes === 0 ? undefined : Number(lastInsertRowid)
  }
}
