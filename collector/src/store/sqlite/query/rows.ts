import type { Database } from 'better-sqlite3'
import type { Statement } from '../../../query/sql/write-sql.ts'
import type { Type } from '../../../query/tree.ts'

/**
 * Runs a statement that was written for SQLite.
 *
 * @returns each row as a JSON object; whole numbers are written to their last digit, however large
 */
export function readRows(
  database: Pick<Database, 'prepare'>,
  { text, parameters, columns }: Statement,
): IterableIterator<string> {
  // SQLite writes the objects itself: one text for each row comes over faster than its values.
  const members = columns.map(({ type }, at) => `?, ${writers[type](`c${at}`)}`)
  return database
    .prepare(`SELECT json_object(${members}) FROM (${text})`)
    .pluck()
    .iterate(...columns.map(({ name }) => name), ...parameters) as IterableIterator<string>
}

/** SQLite writes times faster than we do; before 1970 it would round in the other direction. */
const time = (ticks: string): string =>
  `CASE WHEN ${ticks} < 0 THEN write_time(${ticks})
    ELSE strftime('%Y-%m-%dT%H:%M:%S', ${ticks} / 10000000, 'unixepoch') || printf('.%07dZ', ${ticks} % 10000000) END`

const itself = (column: string): string => column

/** How SQL has the value of a column stand in JSON. */
const writers: Readonly<Record<Type, (column: string) => string>> = {
  string: itself,
  long: itself,
  // To the last digit, and infinity as a text.
  real: (column) => `json(write_json_real(${column}))`,
  bool: (column) => `json(CASE ${column} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END)`,
  datetime: (column) => `CASE WHEN ${column} IS NOT NULL THEN ${time(column)} END`,
  timespan: (column) => `write_span(${column})`,
  dynamic: (column) => `json(${column})`,
}
