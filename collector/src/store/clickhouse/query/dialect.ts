import type { Dialect, Source } from '../../../query/sql/dialect.ts'
import { balanced, bound, type Fragment, joined, type Parameter, sql } from '../../../query/sql/fragment.ts'
import { aggregates } from './aggregates.ts'
import { bags } from './bags.ts'
import { calendar } from './calendar.ts'
import { columns } from './columns.ts'
import { equal, inOrder, isIn, notEqual, same } from './comparisons.ts'
import { conversions } from './conversions.ts'
import { arrayLength, elements, jsonOf, kinds } from './dynamics.ts'
import { letting } from './let.ts'
import { item, lists } from './lists.ts'
import { moreNumbers } from './more-numbers.ts'
import { moreTexts } from './more-texts.ts'
import { numbers } from './numbers.ts'
import { regexFunctions } from './regex-functions.ts'
import { tables } from './tables.ts'
import { texts } from './texts.ts'
import { timeFunctions } from './time-functions.ts'
import { typeNames } from './type-names.ts'
import { urlFunctions } from './url-functions.ts'

const raw = (text: string): Fragment => ({ texts: [text], parts: [] })

const real = (value: number): string =>
  Number.isNaN(value) ? 'nan' : Number.isFinite(value) ? `toFloat64(${value})` : value > 0 ? 'inf' : '-inf'

/** ClickHouse's SQL. It asks the view `events`, in which each event is once. */
export const clickhouse: Dialect = {
  events: { table: sql`events AS event`, columns, conditions },
  placeholder,

  literal({ type, value }) {
    if (value === null) return raw(`CAST(NULL, 'Nullable(${typeNames[type]})')`)
    if (type === 'bool') return raw(String(value))
    if (type === 'real') return raw(real(value as number))
    if (type === 'string' || type === 'dynamic') return bound(value as string)
    return raw(`toInt64(${value})`)
  },
  path: jsonOf,

  item,

  calls: {
    ...texts,
    ...moreTexts,
    ...moreNumbers,
    ...lists,
    ...bags,
    ...numbers,
    ...calendar,
    ...timeFunctions,
    ...regexFunctions,
    ...urlFunctions,
    ...conversions,
    and: ({ arguments: all }, write) => balanced(all.map(write), sql` AND `),
    or: ({ arguments: all }, write) => balanced(all.map(write), sql` OR `),
    not: ({ arguments: [one] }, write) => sql`(NOT ${write(one!)})`,
    equal,
    notEqual,
    same,
    less: inOrder(sql` < `, sql` > `),
    lessOrEqual: inOrder(sql` <= `, sql` >= `),
    greater: inOrder(sql` > `, sql` < `),
    greaterOrEqual: inOrder(sql` >= `, sql` <= `),
    in: isIn,
    elements: ({ arguments: [one, form] }, write) => elements(one!, form!, write),
    arrayLength: ({ arguments: [one] }, write) => arrayLength(one!, write),
    coalesce: ({ arguments: all }, write) => sql`coalesce(${joined(all.map(write), ', ')})`,
    case: ({ arguments: all }, write) => sql`multiIf(${joined(all.map(write), ', ')})`,
  },
  aggregates,
  ...tables,

  order({ by, isDescending, nulls }, write) {
    if (by.kind === 'literal') return sql`NULL`
    const end = raw(`${isDescending ? ' DESC' : ' ASC'} NULLS ${nulls === 'first' ? 'FIRST' : 'LAST'}`)
    if (by.type !== 'dynamic') return sql`${write(by)}${end}`
    // Truth counts as 0 and 1, numbers come before texts, and lists are texts.
    const json = jsonOf(by, write)
    const each = [
      letting(
        json,
        (one) => sql`multiIf(${one} IS NULL, NULL, ${kinds.isNumber(one)} OR ${kinds.isBool(one)}, 0, 1)`,
      ),
      letting(
        json,
        (one) =>
          sql`multiIf(${kinds.isNumber(one)}, ${kinds.number(one)}, ${kinds.isBool(one)}, toFloat64(${kinds.bool(one)}), 0)`,
      ),
      letting(
        json,
        (one) => sql`multiIf(${one} IS NULL, '', ${kinds.isText(one)}, ${kinds.text(one)}, ${one})`,
      ),
    ]
    return joined(
      each.map((one) => sql`${one}${end}`),
      ', ',
    )
  },
  randomOrder: sql`rand()`,
  limit: (count, skip) =>
    sql`${count === undefined ? sql`` : sql`LIMIT ${bound(BigInt(count))} `}OFFSET ${bound(BigInt(skip))}`,
  nullableText: (value) => sql`CAST(${value}, 'Nullable(String)')`,
  fence: sql``,
}

/** Numbers stand for themselves, texts are parameters. */
function placeholder(value: Parameter, at: number): string {
  return typeof value === 'string' ? `{p${at}:String}` : String(value)
}

function conditions({ scopes }: Source): readonly Fragment[] {
  if (scopes === undefined) return []
  return scopes.length === 0 ? [sql`1 = 0`] : [sql`event.scope IN (${joined(scopes.map(bound), ', ')})`]
}
