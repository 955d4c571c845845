import type { Dialect } from '../../../query/sql/dialect.ts'
import { bound, type Fragment, generatedName, joined, sql } from '../../../query/sql/fragment.ts'
import type { Type } from '../../../query/tree.ts'
import { timeOf } from './conversions.ts'
import { kinds, number } from './dynamics.ts'
import { letting } from './let.ts'
import { wholeOf } from './reals.ts'
import { refuse } from './refused.ts'
import { typeNames } from './type-names.ts'

const named = (text: string): Fragment => ({ texts: [text], parts: [] })

/** Rows that a range gives at most. What is known beforehand the languages refuse. */
const longest = 10_000_000

/** By reals, too: whole numbers that are far from each other leave their type. */
const isTooLong: Fragment = sql`throwIf(places > ${bound(BigInt(longest + 1))}
  OR ifNull((toFloat64(bounds.2) - toFloat64(bounds.1)) / bounds.3, 0) > ${bound(BigInt(2 * longest))}, ${named(`'rivulet: a range has at most ${longest} rows:'`)})`

/** JSON text as a value of the column's type. */
function elementOf(type: Type, json: Fragment): Fragment {
  switch (type) {
    case 'string':
      return sql`if(${kinds.isText(json)}, ifNull(${kinds.text(json)}, ''), '')`
    case 'long':
      return sql`if(match(${json}, '^-?[0-9]+$'), ${wholeOf(sql`toInt128OrNull(${json})`)}, NULL)`
    case 'real':
      return sql`if(${kinds.isNumber(json)}, ${kinds.number(json)}, NULL)`
    case 'bool':
      return sql`if(${kinds.isBool(json)}, ${kinds.bool(json)}, NULL)`
    case 'datetime':
      return sql`if(${kinds.isText(json)}, ${letting(kinds.text(json), timeOf)}, NULL)`
    default:
      return sql`nullIf(${json}, 'null')`
  }
}

type Tables = Pick<Dialect, 'elements' | 'oneOfEach' | 'once' | 'range' | 'values' | 'rowPlace' | 'windows'>

/** What stands behind FROM, and looks at several rows. */
export const tables: Tables = {
  windows: {
    // Each row's depends on the one before it, which no window of its own says.
    sessionStart: () => refuse('row_window_session'),
    rowNumber: (_, __, over) => sql`toInt64(row_number() OVER (${over}))`,
    previous: ({ arguments: [value, distance, other] }, write, over) =>
      sql`lag(toNullable(${write(value!)}), ${write(distance!)}, ${write(other!)}) OVER (${over})`,
    next: ({ arguments: [value, distance, other] }, write, over) =>
      sql`lead(toNullable(${write(value!)}), ${write(distance!)}, ${write(other!)}) OVER (${over})`,
    sumSoFar({ type, arguments: [value] }, write, over) {
      const frame = sql`OVER (${over} ROWS UNBOUNDED PRECEDING)`
      const written = number(value!, write)
      return type === 'real'
        ? sql`ifNull(sum(toFloat64(${written})) ${frame}, 0)`
        : sql`accurateCast(ifNull(sum(toInt128(${written})) ${frame}, 0), 'Int64')`
    },
  },

  rowPlace: (_, over) => sql`row_number() OVER (${over})`,

  values(rows, types) {
    const columns = types.map(
      (_, at) => sql`tupleElement(row, ${named(`${at + 1}`)}) AS ${generatedName(at)}`,
    )
    const nothing = types.map(
      (type, at) => sql`CAST(NULL, ${named(`'Nullable(${typeNames[type]})'`)}) AS ${generatedName(at)}`,
    )
    if (rows.length === 0) return sql`(SELECT ${joined(nothing, ', ')} WHERE 0)`
    const tuples = rows.map((row) => sql`tuple(${joined(row, ', ')})`)
    return sql`(SELECT ${joined(columns, ', ')} FROM (SELECT arrayJoin([${joined(tuples, ', ')}]) AS row))`
  },

  // Each is computed from the first, so that reals do not drift. Of what is divided one more is looked at than there are.
  range: (first, last, step) => sql`(
    SELECT bounds.1 + toInt64(place) * bounds.3 AS c0 FROM (
      SELECT bounds, arrayJoin(range(toUInt64(least(places, ${bound(BigInt(longest + 1))}) + ${isTooLong}))) AS place
      FROM (
        SELECT tuple(${first}, ${last}, ${step}) AS bounds,
          ifNull(greatest(floor((bounds.2 - bounds.1) / bounds.3) + 2, 0), 0) AS places
        WHERE bounds.3 != 0)
    ) WHERE if(bounds.3 > 0, c0 <= bounds.2, c0 >= bounds.2))`,

  // The shorter of several arrays are filled up.
  elements(arrays) {
    const raw = arrays.map((array) => sql`JSONExtractArrayRaw(ifNull(${array}, '[]'))`)
    const size = sql`greatest(0, ${joined(
      raw.map((one) => sql`length(${one})`),
      ', ',
    )})`
    const filled = raw.map(
      (one, at) => sql`arrayResize(${one}, ${size}, 'null') AS ${named(`element_${at}`)}`,
    )
    return {
      behind: sql` ARRAY JOIN range(toUInt64(${size})) AS element_place, ${joined(filled, ', ')}`,
      index: sql`toInt64(element_place)`,
      element: (at, type) => elementOf(type, named(`element_${at}`)),
    }
  },

  oneOfEach: (select, keys) => sql`SELECT * FROM (${select}) LIMIT 1 BY ${joined(keys, ', ')}`,

  once: sql`AS MATERIALIZED`,
}
