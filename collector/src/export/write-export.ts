import { sourceColumns } from '../query/columns.ts'
import { type ExportFormat, exportFormats } from './export-format.ts'
import type { ExportRow } from './row-writer.ts'

/**
 * Writes pages of events, one after the other: as much is in memory as a page takes, of Parquet a group.
 *
 * @param counted - told how many there are, page by page
 */
export function* writeExport(
  pages: Iterable<readonly ExportRow[]>,
  format: ExportFormat,
  counted: (events: number) => void = () => {},
): Generator<Uint8Array> {
  const writer = exportFormats[format].open(sourceColumns)
  for (const rows of pages) {
    counted(rows.length)
    if (rows.length === 0) continue
    const written = writer.write(rows)
    if (written.length > 0) yield written
  }
  const last = writer.end()
  if (last.length > 0) yield last
}
