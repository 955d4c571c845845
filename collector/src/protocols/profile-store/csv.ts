import { stringify } from 'csv-stringify/sync'
import { csvOptions } from '../../export/csv-options.ts'
import { type Pieces, pieces } from '../../limits/turns.ts'
import type { Answer } from '../../store/question.ts'
import { jsonParts } from '../json-parts.ts'

/** Bytes of rows that are written in one go. */
const piece = 128 * 1024

/** Nothing was stored that is deeper, and no answer has more rows. */
const limits = { depth: 1_000, parts: 10_000 }

/**
 * The rows of an answer as CSV, with a line of their columns. What is no text or number is JSON.
 */
export function* csvOf({ rows }: Extract<Answer, { kind: 'rows' }>): Pieces<string> {
  const bytes = Buffer.from(rows.buffer, rows.byteOffset, rows.byteLength)
  const parts = yield* jsonParts(bytes, true, limits)
  if (!Array.isArray(parts)) throw new Error('an answer is no array of rows')
  const isBreak = pieces(piece)
  let text = ''
  for (const { start, end } of parts) {
    if (end <= start) continue
    if (isBreak(end - start)) yield
    const row: unknown = JSON.parse(bytes.toString('utf8', start, end))
    text += stringify([row as object], {
      header: text === '',
      ...csvOptions,
      cast: { boolean: String, object: (value) => JSON.stringify(value) },
    })
  }
  return text
}
