import type { Database } from 'better-sqlite3'
import type { Type } from '../tree.ts'
import type { Statement } from './write-sql.ts'

/**
 * Runs a statement that was written for SQLite.
 *
 * @returns each row as a JSON object; whole numbers are written to their last digit, however large
 */
export function readRows(
  database: Database,
  { text, parameters, columns }: Statement,
): IterableIterator<string> {
  // SQLite writes the objects itself: one text for each row comes over faster than its values.
  const members = columns.map(({ type }, at) => `?, ${writers[type](`c${at}`)}`)
  const names = columns.map(({ name }, at) => `${at === 0 ? '' : ','}${JSON.stringify(name)}:`)
  const objects = `SELECT concat('{', ${members.map((member) => `${member}, `).join('')}'}') FROM (${text})`
  return database
    .prepare(objects)
    .pluck()
    .iterate(...names, ...parameters) as IterableIterator<string>
}

const quoted = (text: string): string => `coalesce('"' || ${text} || '"', 'null')`

/** How SQL writes the value of a column as JSON. */
const writers: Readonly<Record<Type, (column: string) => string>> = {
  // What SQLite has made as JSON it would take for JSON, though it is a text by now.
  string: (column) => `json_quote(${column} || '')`,
  long: (column) => `coalesce(${column}, 'null')`,
  real: (column) => `coalesce(write_json_real(${column}), 'null')`,
  bool: (column) => `CASE ${column} WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END`,
  datetime: (column) => quoted(`write_time(${column})`),
  timespan: (column) => quoted(`write_span(${column})`),
  dynamic: (column) => `coalesce(${column}, 'null')`,
}
