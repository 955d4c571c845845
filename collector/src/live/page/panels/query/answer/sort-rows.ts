import type { Row } from '../ask.ts'
import { compactJson } from './compact-json.ts'

export type Order = 'ascending' | 'descending'

const collator = new Intl.Collator([], { numeric: true })

/** Rows by one of their columns: numbers as numbers, all else as text, and what is missing last. */
export function sortRows(rows: readonly Row[], column: string, order: Order): readonly Row[] {
  const sign = order === 'ascending' ? 1 : -1
  return rows.toSorted((one, other) => {
    const [a, b] = [one[column] ?? null, other[column] ?? null]
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    if (typeof a === 'number' && typeof b === 'number') return sign * (a - b)
    return sign * collator.compare(textOf(a), textOf(b))
  })
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : compactJson(value))
