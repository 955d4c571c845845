import { writeTicks, writeTimespan } from '../../../model/ticks.ts'
import type { Parameter } from '../../../query/sql/fragment.ts'
import type { Statement } from '../../../query/sql/write-sql.ts'
import type { Type } from '../../../query/tree.ts'

/** A row as the engine gives it, by the names of its columns: `c0`. */
export type EngineRow = Readonly<Record<string, string | number | boolean | null>>

type EngineValue = string | number | boolean

/** The texts of a statement, each once, by the names of their places. */
export function textsOf(parameters: readonly Parameter[]): Readonly<Record<string, string>> {
  const places = new Map<string, number>()
  for (const [at, value] of parameters.entries()) {
    if (typeof value === 'string' && !places.has(value)) places.set(value, at)
  }
  return Object.fromEntries([...places].map(([text, at]) => [`p${at}`, text]))
}

/** JSON has no infinity; Kusto says it as a text. */
const reals: Readonly<Record<string, string>> = {
  inf: '"Infinity"',
  '-inf': '"-Infinity"',
  nan: '"NaN"',
  '-nan': '"NaN"',
}

/** How a value stands in JSON. */
const writers: Readonly<Record<Type, (value: EngineValue) => string>> = {
  string: (value) => JSON.stringify(value),
  long: String,
  real: (value) => reals[String(value)] ?? String(value),
  bool: (value) => String(Boolean(value)),
  datetime: (value) => JSON.stringify(writeTicks(BigInt(value))),
  timespan: (value) => JSON.stringify(writeTimespan(BigInt(value))),
  dynamic: String,
}

/** @returns a row as a JSON object; whole numbers to their last digit, however large */
export function rowWriter({ columns }: Pick<Statement, 'columns'>): (row: EngineRow) => string {
  const names = columns.map(({ name }) => JSON.stringify(name))
  return (row) => {
    const members = columns.map(({ type }, at) => {
      const value = row[`c${at}`] ?? null
      return `${names[at]}:${value === null ? 'null' : writers[type](value)}`
    })
    return `{${members}}`
  }
}
