import { type Fragment, sql } from '../../../query/sql/fragment.ts'
import { letting } from './let.ts'

/** JSON has no infinity; Kusto says it as a text. */
export const writeJsonReal = (value: Fragment): Fragment =>
  sql`multiIf(${value} IS NULL, NULL, isNaN(${value}), '"NaN"', ${value} = inf, '"Infinity"', ${value} = -inf, '"-Infinity"', toString(${value}))`

/** As .NET does, and so Kusto: `1.0`, `1E+21`. */
export const writeReal = (real: Fragment): Fragment =>
  letting(
    real,
    (
      value,
    ) => sql`multiIf(${value} IS NULL, NULL, isNaN(${value}), 'NaN', ${value} = inf, 'Infinity', ${value} = -inf, '-Infinity',
      trunc(${value}) = ${value} AND abs(${value}) < 1e15, concat(toString(${value}), '.0'),
      ${exponent(sql`toString(${value})`)})`,
  )

const exponent = (text: Fragment): Fragment =>
  sql`replaceRegexpOne(replaceRegexpOne(replaceRegexpOne(${text}, 'e(\\\\d)', 'e+\\\\1'), 'e([+-])(\\\\d)$', 'e\\\\10\\\\2'), 'e', 'E')`

/** A whole number of 64 bits, or null where it is none. */
export const wholeOf = (value: Fragment): Fragment => sql`accurateCastOrNull(${value}, 'Int64')`
