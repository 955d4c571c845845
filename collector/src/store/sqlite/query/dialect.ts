import type { Dialect, Source } from '../../../query/sql/dialect.ts'
import { balanced, bound, type Fragment, joined, sql } from '../../../query/sql/fragment.ts'
import { isKept } from '../deletions.ts'
import { aggregates } from './aggregates.ts'
import { columns } from './columns.ts'
import { equal, inOrder, isIn, notEqual, same } from './comparisons.ts'
import { conversions } from './conversions.ts'
import { arrayLength, dynamic, elements, plain } from './dynamics.ts'
import { item, lists } from './lists.ts'
import { numbers } from './numbers.ts'
import { mayBeNan } from './reals.ts'
import { tables } from './tables.ts'
import { texts } from './texts.ts'

/** The embedded store's SQL, where nothing is deleted. What SQLite lacks is added to it by `addFunctions`. */
export const sqlite: Dialect = {
  events: { table: sql`events`, columns, conditions },

  placeholder: () => '?',
  literal: ({ type, value }) => (value === null ? sql`NULL` : bound(type === 'bool' ? BigInt(value) : value)),
  path: (path, write) => dynamic(path, write).json,
  item,

  calls: {
    ...texts,
    ...numbers,
    ...conversions,
    ...lists,
    and: ({ arguments: all }, write) => balanced(all.map(write), sql` AND `),
    or: ({ arguments: all }, write) => balanced(all.map(write), sql` OR `),
    not: ({ arguments: [one] }, write) => sql`(NOT ${write(one!)})`,
    equal,
    notEqual,
    same,
    less: inOrder(sql` < `, sql` > `, sql`(-1)`),
    lessOrEqual: inOrder(sql` <= `, sql` >= `, sql`(-1, 0)`),
    greater: inOrder(sql` > `, sql` < `, sql`(1)`),
    greaterOrEqual: inOrder(sql` >= `, sql` <= `, sql`(0, 1)`),
    in: isIn,
    elements: ({ arguments: [one, form] }, write) => elements(one!, form!, write),
    arrayLength: ({ arguments: [one] }, write) => arrayLength(one!, write),
    coalesce: ({ arguments: all }, write) => sql`coalesce(${joined(all.map(write), ', ')})`,
    case({ arguments: all }, write) {
      const branches = all
        .slice(0, -1)
        .map((part, at) => (at % 2 === 0 ? sql`WHEN ${write(part)}` : sql`THEN ${write(part)}`))
      return sql`CASE ${joined(branches, ' ')} ELSE ${write(all.at(-1)!)} END`
    },
  },
  aggregates,
  ...tables,

  // SQLite's own places for null are left unsaid: said, they keep it from an index.
  order({ by, isDescending, nulls }, write) {
    const direction = isDescending ? sql` DESC` : sql``
    const isUsual = nulls === (isDescending ? 'last' : 'first')
    const place = isUsual ? sql`` : nulls === 'first' ? sql` NULLS FIRST` : sql` NULLS LAST`
    // NaN has its place beside null, whichever way the rest goes.
    if (mayBeNan(by)) {
      const value = write(by)
      const isLast = nulls === 'last' ? sql` DESC` : sql``
      return sql`CASE WHEN ${value} IS NULL THEN 0 WHEN ${value} = 'NaN' THEN 1 ELSE 2 END${isLast}, ${value}${direction}`
    }
    // A number would stand for a column, and a text for none.
    return by.kind === 'literal' ? sql`NULL` : sql`${plain(by, write)}${direction}${place}`
  },
  randomOrder: sql`random()`,
  limit: (count, skip) =>
    sql`LIMIT ${count === undefined ? sql`-1` : bound(BigInt(count))} OFFSET ${bound(BigInt(skip))}`,
  nullableText: (value) => value,
  fence: sql`LIMIT -1 OFFSET 0`,
}

/** The same, where deleted events have to be looked out for. */
export const sqliteWithDeletions: Dialect = {
  ...sqlite,
  events: { ...sqlite.events, conditions: (source) => [...conditions(source), kept] },
}

const kept: Fragment = { texts: [isKept], parts: [] }

function conditions({ scopes }: Source): readonly Fragment[] {
  return scopes === undefined ? [] : [inScopes(scopes.map(bound))]
}

/** SQLite looks up an index for one better than for a list of one. */
const inScopes = (scopes: readonly Fragment[]): Fragment =>
  scopes.length === 1 ? sql`scope = ${scopes[0]!}` : sql`scope IN (${joined(scopes, ', ')})`
