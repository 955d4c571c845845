import type { Row } from './ask.ts'
import { compactJson } from './compact-json.ts'

export interface Line {
  readonly name: string
  readonly values: readonly (number | null)[]
}

/** Numbers by time, or by name: what a summary can be drawn of. */
export type Series =
  | {
      readonly kind: 'times' /** Seconds since the epoch, rising. */
      readonly places: readonly number[]
      readonly lines: readonly Line[]
    }
  | { readonly kind: 'names'; readonly places: readonly string[]; readonly lines: readonly Line[] }

const MOST_NAMES = 200
const MOST_TIMES = 3000

const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

/**
 * The series in the rows of a `summarize`: first what they are grouped by, then numbers; `undefined` where none is.
 *
 * @param isByName - whether a time is a name, as any other
 */
export function seriesOf(rows: readonly Row[], isByName = false): Series | undefined {
  const columns = Object.keys(rows[0] ?? {})
  const isNumeric = (column: string): boolean =>
    rows.every((row) => typeof row[column] === 'number' || row[column] === null) &&
    rows.some((row) => row[column] !== null)
  const firstNumber = columns.findIndex(isNumeric)
  // Rows may be grouped by a number, too.
  const groups = columns.slice(0, firstNumber || 1)
  const numbers = columns.slice(groups.length).filter(isNumeric)
  if (rows.length < 2 || firstNumber < 0 || numbers.length === 0) return undefined

  const isTime = (column: string): boolean => rows.every((row) => time.test(String(row[column])))
  const when = isByName ? undefined : groups.find(isTime)
  const others = groups.filter((column) => column !== when)
  if (when !== undefined && others.length === 0) return byTime(rows, when, numbers)
  if (when !== undefined) return byTimeAndName(rows, when, others, numbers[0]!)
  if (rows.length > MOST_NAMES) return undefined
  return {
    kind: 'names',
    places: rows.map((row) => nameOf(row, groups)),
    lines: numbers.map((name) => ({ name, values: rows.map((row) => numberIn(row, name)) })),
  }
}

function byTime(rows: readonly Row[], when: string, numbers: readonly string[]): Series {
  const places = timesOf(rows, when)
  return { kind: 'times', places, lines: numbers.map((name) => lineOf(name, rows, when, name, places)) }
}

/** A line for each name, the highest first. */
function byTimeAndName(
  rows: readonly Row[],
  when: string,
  others: readonly string[],
  number: string,
): Series {
  const places = timesOf(rows, when)
  const byName = new Map<string, Row[]>()
  for (const row of rows) {
    const name = nameOf(row, others)
    const together = byName.get(name) ?? []
    together.push(row)
    byName.set(name, together)
  }
  const lines = [...byName].map(([name, together]) => lineOf(name, together, when, number, places))
  return { kind: 'times', places, lines: lines.sort((one, other) => sumOf(other) - sumOf(one)) }
}

function lineOf(
  name: string,
  rows: readonly Row[],
  when: string,
  number: string,
  places: readonly number[],
): Line {
  const values = new Map(rows.map((row) => [secondsIn(row, when), numberIn(row, number)]))
  return { name, values: places.map((place) => values.get(place) ?? null) }
}

/** The times of the rows and, where they lie on a grid, as those of a `bin` do, the times that have no row as well. */
function timesOf(rows: readonly Row[], when: string): readonly number[] {
  const times = [...new Set(rows.map((row) => secondsIn(row, when)))].sort((one, other) => one - other)
  const [first, last] = [times[0]!, times.at(-1)!]
  const step = times.map((time) => Math.round((time - first) * 1000)).reduce(greatestDivisor, 0) / 1000
  const count = Math.round((last - first) / step) + 1
  return count > times.length && count <= MOST_TIMES
    ? Array.from({ length: count }, (_, index) => Math.round((first + index * step) * 1000) / 1000)
    : times
}

const greatestDivisor = (one: number, other: number): number =>
  other === 0 ? one : greatestDivisor(other, one % other)

const secondsIn = (row: Row, column: string): number => Date.parse(String(row[column])) / 1000

const numberIn = (row: Row, column: string): number | null => row[column] as number | null

const sumOf = ({ values }: Line): number => values.reduce<number>((sum, value) => sum + (value ?? 0), 0)

const nameOf = (row: Row, columns: readonly string[]): string =>
  columns.map((column) => textOf(row[column])).join(' · ')

function textOf(value: unknown): string {
  if (typeof value === 'string') return (time.test(value) ? value.replace(/\.0+Z$/, 'Z') : value) || '(empty)'
  return typeof value === 'object' && value !== null ? compactJson(value) : String(value)
}
