import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer'
import { ticksIn } from '../model/ticks.ts'
import type { ColumnType } from '../query/columns.ts'
import type { Type } from '../query/tree.ts'
import type { ExportRow, RowWriter } from './row-writer.ts'

/**
 * Rows and characters of a group: what is in memory at once. The last part of the file lists all groups, so few and large
 * ones keep that small too.
 */
const group = { rows: 50_000, characters: 16 * 1024 * 1024 }

/**
 * How columns are stored. Times are microseconds, which every reader knows and which reach all years; nanoseconds end in
 * 2262. JSON is text: readers that look into it do so by functions, and others can pass it on.
 */
const elements: Partial<Record<Type, Omit<SchemaElement, 'name'>>> = {
  string: { type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
  datetime: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MICROS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' },
    repetition_type: 'REQUIRED',
  },
  dynamic: { type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
}

/** Apache Parquet, compressed by Snappy. It ends with what is needed to read it: a file that was cut is none. */
export function parquetWriter(columns: readonly ColumnType[]): RowWriter {
  const bytes = new ByteWriter()
  const schema = [
    { name: 'events', num_children: columns.length },
    ...columns.map(({ name, type }) => ({ name, ...elements[type] })),
  ]
  const parquet = new ParquetWriter({ writer: bytes, schema, createdBy: 'rivulet-collector' })
  let waiting: ExportRow[] = []
  let characters = 0

  const taken = (): Uint8Array => {
    const written = Buffer.from(new Uint8Array(bytes.buffer, 0, bytes.index))
    bytes.index = 0
    return written
  }
  const writeGroup = () => {
    if (waiting.length === 0) return
    const columnData = columns.map(({ name, type }, at) => ({
      name,
      data: waiting.map((row) => storedValue(row[at] ?? null)),
      // Of texts, the least and the greatest of each group would have to be remembered until the end.
      statistics: type === 'datetime',
      offsetIndex: false,
    }))
    parquet.write({ columnData, rowGroupSize: waiting.length })
    waiting = []
    characters = 0
  }

  return {
    write(rows) {
      for (const row of rows) {
        waiting.push(row)
        for (const value of row) if (typeof value === 'string') characters += value.length
      }
      if (waiting.length >= group.rows || characters >= group.characters) writeGroup()
      return taken()
    },
    end() {
      writeGroup()
      parquet.finish()
      return taken()
    },
  }
}

/** Downwards, before 1970 too. */
const storedValue = (value: string | bigint | null): string | bigint | null => {
  if (typeof value !== 'bigint') return value
  const below = value % ticksIn.microsecond
  return (value - (below < 0n ? below + ticksIn.microsecond : below)) / ticksIn.microsecond
}
