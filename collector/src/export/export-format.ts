import type { ColumnType } from '../query/columns.ts'
import { csvWriter } from './csv.ts'
import { ndjsonWriter } from './ndjson.ts'
import { parquetWriter } from './parquet.ts'
import type { RowWriter } from './row-writer.ts'

interface Written {
  /** As it is registered with IANA, or as it is said where it is not. */
  readonly mediaType: string
  /** Other names of it that clients say. */
  readonly aliases: readonly string[]
  readonly open: (columns: readonly ColumnType[]) => RowWriter
}

/** What events can be written as, by its name, which is that of files too. */
export const exportFormats = {
  ndjson: {
    mediaType: 'application/x-ndjson; charset=utf-8',
    aliases: ['application/ndjson', 'application/jsonl', 'application/x-jsonlines'],
    open: ndjsonWriter,
  },
  csv: { mediaType: 'text/csv; charset=utf-8', aliases: [], open: csvWriter },
  parquet: {
    mediaType: 'application/vnd.apache.parquet',
    aliases: ['application/x-parquet'],
    open: parquetWriter,
  },
} as const satisfies Record<string, Written>

export type ExportFormat = keyof typeof exportFormats

export const isExportFormat = (text: string): text is ExportFormat => Object.hasOwn(exportFormats, text)
