import type { Rendering } from '../../../../../query/kql/render.ts'
import type { Row } from '../ask.ts'
import { cellsOf, isTime, numberIn, numbersAmong, secondsIn } from '../cells.ts'
import { columnsDrawn } from './columns-drawn.ts'
import { timesOf } from './times-of.ts'

export interface Line {
  readonly name: string
  readonly values: readonly (number | null)[]
}

/** Numbers by time, by number or by name: what an answer can be drawn of. */
export type Series =
  | {
      /** Seconds since the epoch, rising. */
      readonly kind: 'times'
      readonly places: readonly number[]
      readonly lines: readonly Line[]
    }
  | { readonly kind: 'numbers'; readonly places: readonly number[]; readonly lines: readonly Line[] }
  | {
      readonly kind: 'names'
      readonly places: readonly string[]
      readonly lines: readonly Line[]
      /** Lines are of one column of numbers, and can be compared. */
      readonly isOneMeasure?: true
    }

const MOST_NAMES = 200

/**
 * The series in the rows of an answer; `undefined` where none is. Without `render` only what can be taken in one way is
 * drawn: two rows and more of what they are grouped by, then numbers, and no two rows at one place.
 */
export function seriesOf(rows: readonly Row[], rendering?: Rendering): Series | undefined {
  const columns = Object.keys(rows[0] ?? {})
  const numeric = numbersAmong(rows, columns)
  const drawn = columnsDrawn(rows, columns, numeric, rendering)
  if (!drawn || (!rendering && rows.length < 2)) return undefined
  const { place, names, numbers, kind } = drawn
  if (kind === 'names') {
    const isApart = rendering !== undefined && rendering.kind !== 'piechart' && names.length > 0
    const series = isApart ? namedLines(rows, place, names, numbers) : undefined
    return series ?? byName(rows, [place, ...names], numbers)
  }
  const placed = rows.filter((row) => (kind === 'times' ? isTime(row[place]) : numberIn(row, place) !== null))
  const at = (row: Row): number => (kind === 'times' ? secondsIn(row, place) : numberIn(row, place)!)
  const groups = linesOf(placed, names, numbers)
  const isClear = groups.every((group) => new Set(group.rows.map(at)).size === group.rows.length)
  if (!isClear && !rendering) return undefined
  if (!isClear) return scattered(placed, at, groups, kind)
  const places = kind === 'times' ? timesOf(placed.map(at)) : distinct(placed.map(at)).toSorted(rising)
  const lines = groups.map(({ name, number, rows: own }) => {
    const values = new Map(own.map((row) => [at(row), numberIn(row, number)]))
    return { name, values: places.map((each) => values.get(each) ?? null) }
  })
  return { kind, places, lines: names.length > 0 ? lines.toSorted(higherFirst) : lines }
}

interface Group {
  readonly name: string
  readonly number: string
  readonly rows: readonly Row[]
}

/** The rows of each line: one for each name and each column of numbers. */
function linesOf(
  rows: readonly Row[],
  names: readonly string[],
  numbers: readonly string[],
): readonly Group[] {
  if (names.length === 0) return numbers.map((number) => ({ name: number, number, rows }))
  const byNames = new Map<string, Row[]>()
  for (const row of rows) {
    const name = cellsOf(row, names)
    const own = byNames.get(name) ?? []
    own.push(row)
    byNames.set(name, own)
  }
  return [...byNames].flatMap(([name, own]) =>
    numbers.map((number) => ({ name: numbers.length > 1 ? `${name}: ${number}` : name, number, rows: own })),
  )
}

/** Rows that share a place stay points of their own. */
function scattered(
  rows: readonly Row[],
  at: (row: Row) => number,
  groups: readonly Group[],
  kind: 'times' | 'numbers',
): Series {
  const sorted = rows.toSorted((one, other) => at(one) - at(other))
  const lines = groups.map(({ name, number, rows: own }) => {
    const mine = new Set(own)
    return { name, values: sorted.map((row) => (mine.has(row) ? numberIn(row, number) : null)) }
  })
  return { kind, places: sorted.map(at), lines }
}

/** A line for each name, along the places in the order of the answer; nothing where one would have two numbers at a place. */
function namedLines(
  rows: readonly Row[],
  place: string,
  names: readonly string[],
  numbers: readonly string[],
): Series | undefined {
  const places = distinct(rows.map((row) => cellsOf(row, [place])))
  const groups = linesOf(rows, names, numbers)
  const lines = groups.map(({ name, number, rows: own }) => {
    const values = new Map(own.map((row) => [cellsOf(row, [place]), numberIn(row, number)]))
    return {
      name,
      values: places.map((each) => values.get(each) ?? null),
      count: values.size,
      of: own.length,
    }
  })
  if (places.length > MOST_NAMES || lines.some(({ count, of }) => count < of)) return undefined
  return {
    kind: 'names',
    places,
    lines: lines.map(({ name, values }) => ({ name, values })).toSorted(higherFirst),
    ...(numbers.length === 1 && { isOneMeasure: true }),
  }
}

function byName(
  rows: readonly Row[],
  groups: readonly string[],
  numbers: readonly string[],
): Series | undefined {
  if (rows.length > MOST_NAMES) return undefined
  return {
    kind: 'names',
    places: rows.map((row) => cellsOf(row, groups)),
    lines: numbers.map((name) => ({ name, values: rows.map((row) => numberIn(row, name)) })),
  }
}

const distinct = <Value>(values: readonly Value[]): readonly Value[] => [...new Set(values)]

const rising = (one: number, other: number): number => one - other

const sumOf = ({ values }: Line): number => values.reduce<number>((sum, value) => sum + (value ?? 0), 0)

const higherFirst = (one: Line, other: Line): number => sumOf(other) - sumOf(one)
