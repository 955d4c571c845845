import { writeTicks } from '../model/ticks.ts'
import type { ColumnType } from '../query/columns.ts'
import type { ExportRow, RowWriter } from './row-writer.ts'

/** A line of JSON for each row, with the fields that OData answers. */
export function ndjsonWriter(columns: readonly ColumnType[]): RowWriter {
  const members = columns.map(({ name, type }) => {
    const start = `${JSON.stringify(name)}:`
    return { start, isJson: type === 'dynamic' }
  })
  const lineOf = (row: ExportRow) => {
    const written = members.map(({ start, isJson }, at) => {
      const value = row[at] ?? null
      if (typeof value === 'bigint') return `${start}"${writeTicks(value)}"`
      return start + (isJson ? (value ?? 'null') : JSON.stringify(value))
    })
    return `{${written.join(',')}}\n`
  }
  return {
    write: (rows) => Buffer.from(rows.map(lineOf).join('')),
    end: () => Buffer.alloc(0),
  }
}
