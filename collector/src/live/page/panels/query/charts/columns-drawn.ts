import type { Rendering } from '../../../../../query/kql/render.ts'
import type { Row } from '../ask.ts'
import { isTime } from '../cells.ts'

/** What each column of an answer is in its drawing. */
export interface ColumnsDrawn {
  readonly kind: 'times' | 'numbers' | 'names'
  /** Along which it is drawn. */
  readonly place: string
  /** Whose values make lines of their own. */
  readonly names: readonly string[]
  readonly numbers: readonly string[]
}

/** Kinds that Kusto draws along a number, if there is one. */
const along: readonly string[] = ['linechart', 'areachart', 'stackedareachart', 'scatterchart', 'timechart']

/**
 * Kusto's guesses: the place is the first column, or the first time, what is text beside it makes lines, and numbers are
 * drawn. What `render` names is taken as it is.
 */
export function columnsDrawn(
  rows: readonly Row[],
  columns: readonly string[],
  numeric: readonly string[],
  rendering: Rendering | undefined,
): ColumnsDrawn | undefined {
  if (!rendering) return guessed(rows, columns, numeric)
  const { kind, xcolumn, ycolumns, series = [] } = rendering
  const free = columns.filter((column) => !series.includes(column) && !ycolumns?.includes(column))
  const times = free.filter((column) => isTimes(rows, column))
  const freeNumbers = free.filter((column) => numeric.includes(column))
  const isAlong = along.includes(kind)
  // Of what is behind the first number nothing is a group: it is the last time, or a list.
  const firstNumber = free.findIndex((column) => numeric.includes(column))
  const groupTimes = times.filter((column) => firstNumber < 0 || free.indexOf(column) < firstNumber)
  const place =
    xcolumn ??
    (kind === 'piechart' ? undefined : (groupTimes[0] ?? (isAlong ? times[0] : undefined))) ??
    (isAlong && freeNumbers.length > (ycolumns ? 0 : 1) ? freeNumbers[0] : free[0])
  if (place === undefined) return undefined
  const numbers = (ycolumns ?? numeric).filter(
    (column) => numeric.includes(column) && column !== place && !series.includes(column),
  )
  if (numbers.length === 0) return undefined
  const texts = free.filter(
    (column) =>
      column !== place &&
      !numeric.includes(column) &&
      (kind === 'piechart' || !times.includes(column)) &&
      (firstNumber < 0 || free.indexOf(column) < firstNumber || place === free[firstNumber]),
  )
  const names = series.length > 0 ? series : texts
  if (kind !== 'piechart' && isTimes(rows, place)) return { kind: 'times', place, names, numbers }
  return { kind: isAlong && numeric.includes(place) ? 'numbers' : 'names', place, names, numbers }
}

/** Without `render`: groups, then numbers. Rows may be grouped by a number, too. */
function guessed(
  rows: readonly Row[],
  columns: readonly string[],
  numeric: readonly string[],
): ColumnsDrawn | undefined {
  const firstNumber = columns.findIndex((column) => numeric.includes(column))
  const groups = columns.slice(0, firstNumber || 1)
  const numbers = numeric.filter((column) => !groups.includes(column))
  if (firstNumber < 0 || numbers.length === 0) return undefined
  const when = groups.find((column) => isTimes(rows, column))
  if (when === undefined) return { kind: 'names', place: groups[0]!, names: groups.slice(1), numbers }
  const names = groups.filter((column) => column !== when)
  return { kind: 'times', place: when, names, numbers: names.length > 0 ? numbers.slice(0, 1) : numbers }
}

const isTimes = (rows: readonly Row[], column: string): boolean =>
  rows.some((row) => isTime(row[column])) && rows.every((row) => row[column] === null || isTime(row[column]))
