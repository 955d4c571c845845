import { queryError } from '../../../query/query-error.ts'
import type { Dialect, Write } from '../../../query/sql/dialect.ts'
import { type Fragment, sql } from '../../../query/sql/fragment.ts'
import type { Aggregate, Expression } from '../../../query/tree.ts'
import { json, jsonOf, kinds, number } from './dynamics.ts'
import { elementsOf, firstOfEach, isObject, membersOf, objectOf } from './json-parts.ts'
import { letting } from './let.ts'
import { series } from './series.ts'

/** Texts are never null, not even of no rows. */
const filled = ({ type }: Aggregate, value: Fragment): Fragment =>
  type === 'string' ? sql`ifNull(${value}, '')` : value

const plain = (value: Expression, write: Write): Fragment =>
  value.type === 'dynamic' ? jsonOf(value, write) : write(value)

/** NaN has no place in an order, and counts as null. Of no rows the engine gives what a type begins with, unless it knows null. */
function ordered(value: Expression, write: Write): Fragment {
  const written = plain(value, write)
  return value.type === 'real'
    ? letting(written, (real) => sql`if(isNaN(${real}), NULL, ${real})`)
    : sql`toNullable(${written})`
}

const extreme =
  (call: (value: Fragment) => Fragment): Dialect['aggregates'][string & 'min'] =>
  (aggregate, write) => {
    const [value] = aggregate.arguments
    if (value!.type === 'dynamic') {
      throw queryError(`${aggregate.name} of a dynamic value is not supported; convert it, as with toint()`)
    }
    return filled(aggregate, call(ordered(value!, write)))
  }

/** In a tuple: the engine passes over null, which is a value here. */
const valueAt =
  (name: Fragment): Dialect['aggregates'][string & 'argMax'] =>
  (aggregate, write) => {
    const [by, value] = aggregate.arguments
    const going = ordered(by!, write)
    const given = sql`tuple(toNullable(${write(value!)}))`
    return filled(aggregate, sql`if(count(${going}) = 0, any(${given}), ${name}(${given}, ${going})).1`)
  }

const listed = (values: Fragment): Fragment => sql`concat('[', arrayStringConcat(${values}, ','), ']')`

export const aggregates: Dialect['aggregates'] = {
  count: () => sql`toInt64(count())`,
  countIf: ({ arguments: [condition] }, write) => sql`toInt64(countIf(${write(condition!)}))`,
  distinctCount: ({ arguments: [value] }, write) => sql`toInt64(uniqExact(${plain(value!, write)}))`,
  sum({ type, arguments: [value] }, write) {
    const written = number(value!, write)
    if (type === 'real') return sql`ifNull(sum(toFloat64(${written})), 0)`
    return sql`accurateCast(ifNull(sum(toInt128(${written})), 0), 'Int64')`
  },
  average({ type, arguments: [value] }, write) {
    const average = sql`avg(toFloat64(toNullable(${number(value!, write)})))`
    return type === 'real'
      ? sql`ifNull(${average}, nan)`
      : sql`accurateCastOrNull(trunc(${average}), 'Int64')`
  },
  min: extreme((value) => sql`min(${value})`),
  max: extreme((value) => sql`max(${value})`),
  percentile: (aggregate, write) => {
    const [value, percent] = aggregate.arguments
    const written = value!.type === 'dynamic' ? number(value!, write) : ordered(value!, write)
    const most = sql`any(${write(percent!)})`
    return filled(
      aggregate,
      letting(
        sql`arraySort(groupArray(${written}))`,
        (values) =>
          sql`if(empty(${values}), NULL, ${values}[greatest(1, least(length(${values}), toInt64(ceil(${most} / 100 * length(${values})))))])`,
      ),
    )
  },
  list: ({ arguments: [value] }, write) => listed(sql`groupArray(${json(value!, write)})`),
  set: ({ arguments: [value] }, write) => listed(sql`arrayDistinct(groupArray(${json(value!, write)}))`),
  setOfElements: ({ arguments: [value] }, write) => {
    const elements = letting(
      jsonOf(value!, write),
      (json) =>
        sql`multiIf(${json} IS NULL, [], ${kinds.isArray(json)}, ${elementsOf(json)}, [assumeNotNull(${json})])`,
    )
    return listed(sql`arrayDistinct(groupArrayArray(${elements}))`)
  },
  argMax: valueAt(sql`argMax`),
  argMin: valueAt(sql`argMin`),
  ...series,
  bag: ({ arguments: [value] }, write) => {
    const members = letting(jsonOf(value!, write), (bag) =>
      membersOf(sql`if(${isObject(bag)}, ${bag}, '{}')`),
    )
    return objectOf(firstOfEach(sql`groupArrayArray(${members})`))
  },
  variance({ arguments: [value, kind] }, write) {
    const values = sql`toFloat64(toNullable(${number(value!, write)}))`
    const isAll = kind?.kind === 'literal' && kind.value === 'population'
    return isAll
      ? sql`ifNull(varPopStable(${values}), nan)`
      : sql`if(count(${values}) = 0, 0, ifNull(varSampStable(${values}), nan))`
  },
}
