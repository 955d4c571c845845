import type { Dialect } from '../../../query/sql/dialect.ts'
import { bound, generatedName, joined, sql } from '../../../query/sql/fragment.ts'
import type { Type } from '../../../query/tree.ts'
import { jsonPath } from './dynamics.ts'
import { rowPlace, windows } from './windows.ts'

/** An element as a value of the column's type, from its type in JSON and what SQLite makes of it. */
function elementOf(type: Type, jsonType: ReturnType<typeof sql>, value: ReturnType<typeof sql>) {
  switch (type) {
    case 'string':
      return sql`CASE ${jsonType} WHEN 'text' THEN ${value} ELSE '' END`
    case 'long':
      return sql`CASE ${jsonType} WHEN 'integer' THEN to_long(${value}) END`
    case 'real':
      return sql`CASE WHEN ${jsonType} IN ('integer', 'real') THEN CAST(${value} AS REAL) END`
    case 'bool':
      return sql`CASE ${jsonType} WHEN 'true' THEN 1 WHEN 'false' THEN 0 END`
    case 'datetime':
      return sql`CASE ${jsonType} WHEN 'text' THEN to_time(${value}) END`
    default:
      return sql`CASE ${jsonType} WHEN 'null' THEN NULL WHEN 'text' THEN json_quote(${value}) WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE ${value} || '' END`
  }
}

type Tables = Pick<
  Dialect,
  'elements' | 'elementsInside' | 'oneOfEach' | 'once' | 'range' | 'rowPlace' | 'values' | 'windows'
>

/** What stands behind FROM, and looks at several rows. */
export const tables: Tables = {
  rowPlace,
  windows,

  values(rows, types) {
    const columns = joined(
      types.map((_, at) => sql`${{ texts: [`column${at + 1}`], parts: [] }} AS ${generatedName(at)}`),
      ', ',
    )
    const nothing = joined(
      types.map((_, at) => sql`NULL AS ${generatedName(at)}`),
      ', ',
    )
    if (rows.length === 0) return sql`(SELECT ${nothing} WHERE 0)`
    const lists = rows.map((row) => sql`(${joined(row, ', ')})`)
    return sql`(SELECT ${columns} FROM (VALUES ${joined(lists, ', ')}))`
  },

  // Each is computed from the first, so that reals do not drift.
  range: (first, last, step) => sql`(
    WITH RECURSIVE bounds(first, last, step) AS (SELECT ${first}, ${last}, ${step}),
      places(place, c0) AS (
        SELECT 0, first FROM bounds WHERE CASE WHEN step > 0 THEN first <= last WHEN step < 0 THEN first >= last END
        UNION ALL
        SELECT place + 1, first + (place + 1) * step FROM places, bounds
        WHERE CASE WHEN step > 0 THEN first + (place + 1) * step <= last ELSE first + (place + 1) * step >= last END)
    SELECT c0 FROM places)`,

  // One array is gone through as it is; of several, the longest, and the others are looked into.
  elements(arrays) {
    const [first, ...others] = arrays
    const longestOf = others.reduce(
      (longer, other) =>
        sql`CASE WHEN json_array_length(${longer}) >= json_array_length(${other}) THEN ${longer} ELSE ${other} END`,
      first!,
    )
    return {
      behind: sql`, json_each(${longestOf}) AS element`,
      index: sql`element.key`,
      element: (at, type) => {
        if (others.length === 0) return elementOf(type, sql`element.type`, sql`element.value`)
        const path = sql`('$[' || element.key || ']')`
        return elementOf(type, sql`json_type(${arrays[at]!}, ${path})`, sql`(${arrays[at]!} ->> ${path})`)
      },
    }
  },

  // Of lists the key is a number, of what is neither list nor object there is none.
  elementsInside(of, path) {
    const at = bound(jsonPath(path))
    const isMember = sql`typeof(element.key) = 'text'`
    return {
      behind: sql` LEFT JOIN json_each(${of}, ${at}) AS element`,
      condition: sql`(element.type IS NOT NULL OR json_type(${of}, ${at}) IS NULL)`,
      element(type) {
        const value = elementOf(type, sql`element.type`, sql`element.value`)
        const other = type === 'string' ? sql`''` : sql`NULL`
        const member = type === 'dynamic' ? sql`json_object(element.key, json(${value}))` : other
        return sql`CASE WHEN ${isMember} THEN ${member} ELSE ${value} END`
      },
    }
  },

  // The other columns of a group are those of one of its rows.
  oneOfEach: (select, keys) => sql`SELECT * FROM (${select}) GROUP BY ${joined(keys, ', ')}`,

  once: sql`AS MATERIALIZED`,
}
