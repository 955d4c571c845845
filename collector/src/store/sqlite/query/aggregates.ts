import { queryError } from '../../../query/query-error.ts'
import type { Dialect, Write } from '../../../query/sql/dialect.ts'
import { type Fragment, joined, sql } from '../../../query/sql/fragment.ts'
import type { Aggregate, Expression } from '../../../query/tree.ts'
import { json, number, plain } from './dynamics.ts'

/** Texts are never null, not even of no rows. */
const filled = ({ type }: Aggregate, value: Fragment): Fragment =>
  type === 'string' ? sql`coalesce(${value}, '')` : value

const extreme =
  (call: (value: Fragment) => Fragment): Dialect['aggregates'][string & 'min'] =>
  (aggregate, write) => {
    const [value] = aggregate.arguments
    if (value!.type === 'dynamic') {
      throw queryError(`${aggregate.name} of a dynamic value is not supported; convert it, as with toint()`)
    }
    return filled(aggregate, call(write(value!)))
  }

const isThere = (value: Expression, write: Write) => sql`FILTER (WHERE ${plain(value, write)} IS NOT NULL)`

export const aggregates: Dialect['aggregates'] = {
  count: () => sql`count(*)`,
  countIf: ({ arguments: [condition] }, write) => sql`count(*) FILTER (WHERE ${write(condition!)})`,
  distinctCount: ({ arguments: [value] }, write) =>
    sql`count(DISTINCT ${write(value!)}) ${isThere(value!, write)}`,
  sum: ({ type, arguments: [value] }, write) =>
    type === 'real' ? sql`total(${number(value!, write)})` : sql`coalesce(sum(${number(value!, write)}), 0)`,
  average: ({ type, arguments: [value] }, write) =>
    type === 'real' ? sql`avg(${number(value!, write)})` : sql`CAST(avg(${write(value!)}) AS INTEGER)`,
  min: extreme((value) => sql`min(${value})`),
  max: extreme((value) => sql`max(${value})`),
  percentile: (aggregate, write) => {
    const [value, percent] = aggregate.arguments
    return filled(aggregate, sql`nearest_rank(${number(value!, write)}, ${write(percent!)})`)
  },
  list({ arguments: [value] }, write, orders) {
    const order = orders.length > 0 ? sql` ORDER BY ${joined(orders, ', ')}` : sql``
    return sql`json_group_array(${json(value!, write)}${order}) ${isThere(value!, write)}`
  },
  set: ({ arguments: [value] }, write) =>
    sql`json_group_array(DISTINCT ${json(value!, write)}) ${isThere(value!, write)}`,
  argMax: (aggregate, write) => {
    const [by, value] = aggregate.arguments
    return filled(aggregate, sql`value_at_max(${plain(by!, write)}, ${write(value!)})`)
  },
}
