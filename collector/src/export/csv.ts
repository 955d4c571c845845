import { stringify } from 'csv-stringify/sync'
import { writeTicks } from '../model/ticks.ts'
import type { ColumnType } from '../query/columns.ts'
import { csvOptions } from './csv-options.ts'
import type { RowWriter } from './row-writer.ts'

/** A line of the columns’ names, then one for each row. What is no text or time is JSON. */
export function csvWriter(columns: readonly ColumnType[]): RowWriter {
  const cast = { bigint: writeTicks }
  let head: readonly (readonly string[])[] = [columns.map(({ name }) => name)]
  const write: RowWriter['write'] = (rows) => {
    const lines = [...head, ...rows]
    head = []
    return Buffer.from(stringify(lines as (string | bigint | null)[][], { ...csvOptions, cast }))
  }
  // Of no events there are the names.
  return { write, end: () => write([]) }
}
