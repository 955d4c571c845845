import { queryError } from '../../../query/query-error.ts'
import type { Dialect, Write } from '../../../query/sql/dialect.ts'
import { bound, type Fragment, joined, sql } from '../../../query/sql/fragment.ts'
import type { Aggregate, Expression } from '../../../query/tree.ts'
import { dynamic, json, number, plain } from './dynamics.ts'
import { mayBeNan } from './reals.ts'

/** Texts are never null, not even of no rows. */
const filled = ({ type }: Aggregate, value: Fragment): Fragment =>
  type === 'string' ? sql`coalesce(${value}, '')` : value

/** Of any value that may be put in an order: NaN has no place there, and counts as null. */
function withoutNan(value: Expression, write: Write): Fragment {
  const written = plain(value, write)
  return mayBeNan(value) ? sql`nullif(${written}, 'NaN')` : written
}

/** NaN where one of the reals is. */
const orNan = (written: Fragment, value: Fragment): Fragment =>
  sql`CASE WHEN max(typeof(${written}) = 'text') THEN 'NaN' ELSE ${value} END`

const extreme =
  (call: (value: Fragment) => Fragment): Dialect['aggregates'][string & 'min'] =>
  (aggregate, write) => {
    const [value] = aggregate.arguments
    if (value!.type === 'dynamic') {
      throw queryError(`${aggregate.name} of a dynamic value is not supported; convert it, as with toint()`)
    }
    return filled(aggregate, call(withoutNan(value!, write)))
  }

const valueAt =
  (name: Fragment): Dialect['aggregates'][string & 'argMax'] =>
  (aggregate, write) => {
    const [by, value] = aggregate.arguments
    return filled(aggregate, sql`${name}(${withoutNan(by!, write)}, ${write(value!)})`)
  }

const isThere = (value: Expression, write: Write) => sql`FILTER (WHERE ${plain(value, write)} IS NOT NULL)`

export const aggregates: Dialect['aggregates'] = {
  count: () => sql`count(*)`,
  countIf: ({ arguments: [condition] }, write) => sql`count(*) FILTER (WHERE ${write(condition!)})`,
  distinctCount: ({ arguments: [value] }, write) =>
    sql`count(DISTINCT ${write(value!)}) ${isThere(value!, write)}`,
  // What SQLite calls null is NaN: the sum of both infinities, and the average of nothing.
  sum({ type, arguments: [value] }, write) {
    const written = number(value!, write)
    if (type !== 'real') return sql`coalesce(sum(${written}), 0)`
    return mayBeNan(value!) ? orNan(written, sql`coalesce(total(${written}), 'NaN')`) : sql`total(${written})`
  },
  average({ type, arguments: [value] }, write) {
    const written = number(value!, write)
    if (type !== 'real') return sql`CAST(avg(${written}) AS INTEGER)`
    const average = sql`coalesce(avg(${written}), 'NaN')`
    return mayBeNan(value!) ? orNan(written, average) : average
  },
  min: extreme((value) => sql`min(${value})`),
  max: extreme((value) => sql`max(${value})`),
  percentile: (aggregate, write) => {
    const [value, percent] = aggregate.arguments
    return filled(
      aggregate,
      sql`nearest_rank(${mayBeNan(value!) ? withoutNan(value!, write) : number(value!, write)}, ${write(percent!)})`,
    )
  },
  list({ arguments: [value] }, write, orders) {
    const order = orders.length > 0 ? sql` ORDER BY ${joined(orders, ', ')}` : sql``
    return sql`json_group_array(${json(value!, write)}${order}) ${isThere(value!, write)}`
  },
  set: ({ arguments: [value] }, write) =>
    sql`json_group_array(DISTINCT ${json(value!, write)}) ${isThere(value!, write)}`,
  setOfElements: ({ arguments: [value] }, write) => sql`merge_sets(${dynamic(value!, write).json})`,
  variance: ({ arguments: [value, kind] }, write) => {
    const written = number(value!, write)
    if (!kind) return sql`variance_of(${written}, '')`
    return sql`CASE count(${written}) WHEN 0 THEN 'NaN' ELSE variance_of(${written}, ${write(kind)}) END`
  },
  bag: ({ arguments: [value] }, write) => sql`merge_bags(${dynamic(value!, write).json})`,
  argMax: valueAt(sql`value_at_max`),
  argMin: valueAt(sql`value_at_min`),
  series: ({ arguments: all }, write) => sql`series(${joined(all.map(write), ', ')})`,
  axis: ({ arguments: all }, write) => sql`axis_of(${joined(all.map(write), ', ')}, ${bound(all[0]!.type)})`,
}
