import { columnsOf } from '../columns.ts'
import type { Expression, Field, Order, Query } from '../tree.ts'
import { feedKey } from './feed-metadata.ts'
import { withNull } from './fields.ts'

const field = (name: string, type: Field['type']): Field => ({ kind: 'field', name, type })

const rising = (by: Expression): Order => ({ by, isDescending: false, nulls: 'first' })

/** What two events that are equal in all else differ in. */
const last: readonly Order[] = [
  rising(field('EventTime', 'datetime')),
  ...feedKey.map((name) => rising(field(name, 'string'))),
]

/**
 * The rows of a feed: in one order, whatever was asked, and every field of a type that its metadata can say. An object is
 * its JSON text: spreadsheets read it, and no schema says what is in it. A missing text is null, as filters have it.
 */
export function feedQuery(query: Query): Query {
  const sort = query.find((step) => step.kind === 'sort')
  const ordered: Query = sort
    ? query.map((step) => (step === sort ? { ...sort, orders: [...sort.orders, ...last] } : step))
    : query.flatMap((step): Query => (step.kind === 'take' ? [{ kind: 'sort', orders: last }, step] : [step]))
  return [
    ...ordered,
    {
      kind: 'project',
      columns: columnsOf(query).map(({ name, type }) => ({
        name,
        value:
          type === 'dynamic'
            ? asText(field(name, type))
            : feedKey.includes(name)
              ? field(name, type)
              : withNull(field(name, type)),
      })),
    },
  ]
}

const asText = (value: Expression): Expression => ({
  kind: 'call',
  type: 'string',
  name: 'orNull',
  arguments: [{ kind: 'call', type: 'string', name: 'toString', arguments: [value] }],
})
