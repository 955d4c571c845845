import { compactJson } from './answer/compact-json.ts'
import type { Row } from './ask.ts'

const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

/** Numbers that JSON has no digits for. */
const unwritten: readonly unknown[] = ['NaN', 'Infinity', '-Infinity']

export const isTime = (value: unknown): boolean => typeof value === 'string' && time.test(value)

export const secondsIn = (row: Row, column: string): number => Date.parse(String(row[column])) / 1000

/** What can be drawn of a number: not what has no end, and not what is none. */
export const numberIn = (row: Row, column: string): number | null => {
  const value = row[column]
  return typeof value === 'number' ? value : null
}

/** The columns that are numbers in each row, or nothing. */
export const numbersAmong = (rows: readonly Row[], columns: readonly string[]): readonly string[] =>
  columns.filter(
    (column) =>
      rows.every(
        ({ [column]: value }) => typeof value === 'number' || value === null || unwritten.includes(value),
      ) && rows.some(({ [column]: value }) => typeof value === 'number'),
  )

/** What stands in some columns of a row, as one name. */
export const cellsOf = (row: Row, columns: readonly string[]): string =>
  columns.map((column) => textOf(row[column])).join(' · ')

function textOf(value: unknown): string {
  if (typeof value === 'string') return (isTime(value) ? value.replace(/\.0+Z$/, 'Z') : value) || '(empty)'
  return typeof value === 'object' && value !== null ? compactJson(value) : String(value)
}
