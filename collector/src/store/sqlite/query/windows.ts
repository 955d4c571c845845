import type { Dialect } from '../../../query/sql/dialect.ts'
import { joined, sql } from '../../../query/sql/fragment.ts'
import type { Window } from '../../../query/tree.ts'
import { number } from './dynamics.ts'
import { mayBeNan } from './reals.ts'

/**
 * Whether it is what the row before has, and nothing where there is none. `lag` keeps all rows until the last is read; a
 * frame that ends with the row before does not.
 */
function isOfRowBefore({ name, type, arguments: [, distance, other] }: Window): boolean {
  return (
    name === 'previous' &&
    distance?.kind === 'literal' &&
    distance.value === 1n &&
    other?.kind === 'literal' &&
    other.value === (type === 'string' ? '' : null)
  )
}

const upToRowBefore = sql`ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING`

export const windows: Dialect['windows'] = {
  sessionStart: ({ arguments: all }, write, over) =>
    sql`session_start(${joined(all.map(write), ', ')}) OVER (${over} ROWS UNBOUNDED PRECEDING)`,
  rowNumber: (_, __, over) => sql`row_number() OVER (${over})`,
  previous(window, write, over) {
    const [value, distance, other] = window.arguments
    if (!isOfRowBefore(window)) {
      return sql`lag(${write(value!)}, ${write(distance!)}, ${write(other!)}) OVER (${over})`
    }
    const last = sql`last_value(${write(value!)}) OVER (${over} ${upToRowBefore})`
    return window.type === 'string' ? sql`coalesce(${last}, '')` : last
  },
  next: ({ arguments: [value, distance, other] }, write, over) =>
    sql`lead(${write(value!)}, ${write(distance!)}, ${write(other!)}) OVER (${over})`,
  sumSoFar({ type, arguments: [value] }, write, over) {
    const frame = sql`OVER (${over} ROWS UNBOUNDED PRECEDING)`
    const written = number(value!, write)
    if (type !== 'real') return sql`coalesce(sum(${written}) ${frame}, 0)`
    const sum = sql`coalesce(total(${written}) ${frame}, 'NaN')`
    return mayBeNan(value!)
      ? sql`CASE WHEN max(typeof(${written}) = 'text') ${frame} THEN 'NaN' ELSE ${sum} END`
      : sum
  },
}

/** SQLite goes through the rows once more for each frame that differs. */
export const rowPlace: Dialect['rowPlace'] = (all, over) =>
  all.length > 0 && all.every(isOfRowBefore)
    ? sql`count(*) OVER (${over} ${upToRowBefore})`
    : sql`row_number() OVER (${over})`
