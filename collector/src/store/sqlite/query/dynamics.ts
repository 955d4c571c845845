import type { Write } from '../../../query/sql/dialect.ts'
import { bound, type Fragment, sql } from '../../../query/sql/fragment.ts'
import type { Expression } from '../../../query/tree.ts'

/** How a dynamic value is looked into. It is JSON text, and what is inside is found by SQLite's paths. */
export interface Dynamic {
  /** What is inside, as SQLite's own value: true is 1, arrays and objects are JSON text, JSON's null is null. */
  readonly scalar: Fragment
  /** SQLite's name of its type; null where there is nothing. */
  readonly type: Fragment
  readonly json: Fragment
}

export function dynamic(expression: Expression, write: Write): Dynamic {
  const [of, path] =
    expression.kind === 'path'
      ? [write(expression.of), bound(jsonPath(expression.keys))]
      : [write(expression), sql`'$'`]
  return {
    scalar: sql`(${of} ->> ${path})`,
    type: sql`json_type(${of}, ${path})`,
    json: sql`nullif(${of} -> ${path}, 'null')`,
  }
}

/** SQLite reads a quoted key with JSON's escapes. */
export const jsonPath = (keys: readonly (string | number)[]): string =>
  `$${keys
    .map((key) => (typeof key === 'string' ? `.${JSON.stringify(key)}` : `[${key < 0 ? `#${key}` : key}]`))
    .join('')}`

/** A text: of a dynamic value the one inside, null where it holds something else. */
export function text(expression: Expression, write: Write): Fragment {
  if (expression.type !== 'dynamic') return write(expression)
  const { scalar, type } = dynamic(expression, write)
  return sql`CASE ${type} WHEN 'text' THEN ${scalar} END`
}

/** A number, and likewise. */
export function number(expression: Expression, write: Write): Fragment {
  if (expression.type !== 'dynamic') return write(expression)
  const { scalar, type } = dynamic(expression, write)
  return sql`CASE WHEN ${type} IN ('integer', 'real') THEN ${scalar} END`
}

/** Any value as one that can be compared and put in order. */
export const plain = (expression: Expression, write: Write): Fragment =>
  expression.type === 'dynamic' ? dynamic(expression, write).scalar : write(expression)

/** How many there are in an array. */
export function arrayLength(expression: Expression, write: Write): Fragment {
  const { type, json } = dynamic(expression, write)
  return sql`CASE ${type} WHEN 'array' THEN json_array_length(${json}) END`
}

/**
 * Its elements, or its members, as an array; of anything else an array of one. It is computed before its members are
 * named: `type` and `value` are theirs, and columns of events as well.
 */
export function elements(expression: Expression, form: Expression, write: Write): Fragment {
  const { type, json } = dynamic(expression, write)
  const value = sql`json(CASE type WHEN 'text' THEN json_quote(value) WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE coalesce(value, 'null') END)`
  const member =
    form.kind === 'literal' && form.value === 'array'
      ? sql`json_array(key, ${value})`
      : sql`json_object(key, ${value})`
  return sql`CASE ${type} WHEN 'array' THEN ${json} WHEN 'object' THEN (SELECT json_group_array(${member}) FROM (SELECT ${json} AS object) AS given, json_each(given.object)) ELSE json_array(json(${json})) END`
}

/** Any value as part of a JSON array. */
export function json(expression: Expression, write: Write): Fragment {
  const value = write(expression)
  switch (expression.type) {
    case 'dynamic':
      return sql`json(${value})`
    case 'bool':
      return sql`json(CASE ${value} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END)`
    case 'datetime':
      return sql`write_time(${value})`
    case 'timespan':
      return sql`write_span(${value})`
    case 'string':
      // What SQLite has made as JSON it would take for JSON, though it is a text by now.
      return sql`(${value} || '')`
    case 'real':
      // JSON has no infinity, and SQLite would write one as a number.
      return sql`json(write_json_real(${value}))`
    default:
      return value
  }
}
