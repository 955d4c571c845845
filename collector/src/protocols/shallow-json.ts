import { atOnce } from '../limits/turns.ts'
import { jsonParts } from './json-parts.ts'
import { readJson } from './read-json.ts'

/** Objects and arrays inside each other: SQLite reads a thousand, and a query that meets more would fail. */
export const deepest = 100

/**
 * Parses a text of moderate size.
 *
 * @throws for what is no JSON, or nested too deep
 */
export function parseShallow(text: string): unknown {
  const parts = atOnce(jsonParts(Buffer.from(text), false, { depth: deepest + 1, parts: 1 }))
  if (!Array.isArray(parts) || parts[0]?.tooDeep !== undefined)
    throw new SyntaxError('nested too deep, or no JSON')
  return readJson(text)
}
