/**
 * The values of an event in the order of its columns: a text; ticks for a time; JSON as text, null for its null. Whole
 * numbers in JSON keep their digits, because nobody parses them.
 */
export type ExportRow = readonly (string | bigint | null)[]

/** Writes rows, page by page. */
export interface RowWriter {
  /** What is to be passed on now; it may be nothing. */
  write(rows: readonly ExportRow[]): Uint8Array
  /** What comes last, without which it is not whole. */
  end(): Uint8Array
}
