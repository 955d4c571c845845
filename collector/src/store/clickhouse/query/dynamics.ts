import type { Write } from '../../../query/sql/dialect.ts'
import { balanced, bound, type Fragment, joined, sql } from '../../../query/sql/fragment.ts'
import type { Expression } from '../../../query/tree.ts'
import { letting } from './let.ts'
import { writeJsonReal } from './reals.ts'
import { writeSpan, writeTicks } from './times.ts'

/** A dynamic value is JSON text as the engine writes it; null where there is nothing, or JSON's null. */
export function jsonOf(expression: Expression, write: Write): Fragment {
  if (expression.kind !== 'path') return sql`nullIf(JSONExtractRaw(${write(expression)}), 'null')`
  return letting(write(expression.of), (of) => {
    const { keys } = expression
    const found = sql`nullIf(nullIf(JSONExtractRaw(${of}, ${places(keys)}), ''), 'null')`
    // The engine takes the third member of an object for its third item.
    const guards = keys.flatMap((key, at) =>
      typeof key === 'number'
        ? [sql`JSONType(${joined([of, ...keys.slice(0, at).map(placeOf)], ', ')}) = 'Array'`]
        : [],
    )
    return guards.length === 0 ? found : sql`if(${balanced(guards, sql` AND `)}, ${found}, NULL)`
  })
}

/** The engine counts from 1, and from the end as we do. */
const placeOf = (key: string | number): Fragment =>
  typeof key === 'string' ? bound(key) : bound(BigInt(key < 0 ? key : key + 1))

const places = (keys: readonly (string | number)[]): Fragment => joined(keys.map(placeOf), ', ')

/** What is asked of a dynamic value once it is JSON text. */
export const kinds = {
  isText: (json: Fragment): Fragment => sql`startsWith(${json}, '"')`,
  /** Neither quote nor bracket, nor true and false. */
  isNumber: (json: Fragment): Fragment => sql`match(${json}, '^[-0-9]')`,
  isBool: (json: Fragment): Fragment => sql`(${json} IN ('true', 'false'))`,
  isArray: (json: Fragment): Fragment => sql`startsWith(${json}, '[')`,
  text: (json: Fragment): Fragment => sql`JSONExtract(${json}, 'Nullable(String)')`,
  number: (json: Fragment): Fragment => sql`JSONExtract(${json}, 'Nullable(Float64)')`,
  bool: (json: Fragment): Fragment => sql`(${json} = 'true')`,
} as const

/** A text: of a dynamic value the one inside, null where it holds something else. */
export function text(expression: Expression, write: Write): Fragment {
  if (expression.type !== 'dynamic') return write(expression)
  return letting(
    jsonOf(expression, write),
    (json) => sql`if(${kinds.isText(json)}, ${kinds.text(json)}, NULL)`,
  )
}

/** A number, and likewise. */
export function number(expression: Expression, write: Write): Fragment {
  if (expression.type !== 'dynamic') return write(expression)
  return letting(
    jsonOf(expression, write),
    (json) => sql`if(${kinds.isNumber(json)}, ${kinds.number(json)}, NULL)`,
  )
}

/** How many there are in an array. */
export const arrayLength = (expression: Expression, write: Write): Fragment =>
  letting(
    jsonOf(expression, write),
    (json) => sql`if(${kinds.isArray(json)}, toInt64(JSONLength(${json})), NULL)`,
  )

/** Its elements, or its members, as an array; of anything else, null too, an array of that alone. */
export function elements(expression: Expression, form: Expression, write: Write): Fragment {
  const member =
    form.kind === 'literal' && form.value === 'array'
      ? sql`concat('[', toJSONString(member.1), ',', member.2, ']')`
      : sql`concat('{', toJSONString(member.1), ':', member.2, '}')`
  return letting(
    jsonOf(expression, write),
    (json) => sql`multiIf(${kinds.isArray(json)}, ${json}, startsWith(${json}, '{'),
      concat('[', arrayStringConcat(arrayMap(member -> ${member}, JSONExtractKeysAndValuesRaw(ifNull(${json}, '{}'))), ','), ']'),
      concat('[', ifNull(${json}, 'null'), ']'))`,
  )
}

/** Any value as JSON text; null for null. */
export function json(expression: Expression, write: Write): Fragment {
  switch (expression.type) {
    case 'dynamic':
      return jsonOf(expression, write)
    case 'string':
      return letting(write(expression), (value) => sql`if(${value} IS NULL, NULL, toJSONString(${value}))`)
    case 'bool':
      return sql`multiIf(${write(expression)} IS NULL, NULL, ${write(expression)}, 'true', 'false')`
    case 'datetime':
      return letting(write(expression), (value) => sql`concat('"', ${writeTicks(value)}, '"')`)
    case 'timespan':
      return letting(write(expression), (value) => sql`concat('"', ${writeSpan(value)}, '"')`)
    case 'real':
      return letting(write(expression), writeJsonReal)
    case 'long':
      return sql`toString(${write(expression)})`
  }
}
