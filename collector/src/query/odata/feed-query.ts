import { ticksOf } from '../../model/ticks.ts'
import { columnsOf } from '../columns.ts'
import { queryError } from '../query-error.ts'
import type { Expression, Field, Order, Query } from '../tree.ts'
import { feedKey } from './feed-metadata.ts'
import { withNull } from './fields.ts'
import { call, textLiteral, timeLiteral } from './trees.ts'

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
 *
 * @param after - the event behind which it begins, of a feed in no other order
 */
export function feedQuery(query: Query, after?: Place): Query {
  const sort = query.find((step) => step.kind === 'sort')
  const ordered: Query = sort
    ? query.map((step) => (step === sort ? { ...sort, orders: [...sort.orders, ...last] } : step))
    : query.flatMap((step): Query => (step.kind === 'take' ? [{ kind: 'sort', orders: last }, step] : [step]))
  return [
    ...(after ? [{ kind: 'where', predicate: isBehind(after) } as const] : []),
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

type Place = Readonly<Record<'EventTime' | 'TrackId' | 'Scope', string>>

/** Whether an event comes behind another one where nothing but `last` orders them. Its first part is what an index serves. */
function isBehind({ EventTime, TrackId, Scope }: Place): Expression {
  const ticks = ticksOf(EventTime)
  if (ticks === undefined) throw queryError('$skiptoken must be that of a link', 0, '$skiptoken')
  const time = field('EventTime', 'datetime')
  const track = field('TrackId', 'string')
  return call(
    'and',
    call('greaterOrEqual', time, timeLiteral(ticks)),
    call(
      'or',
      call('greater', time, timeLiteral(ticks)),
      call('greater', track, textLiteral(TrackId)),
      call(
        'and',
        call('equal', track, textLiteral(TrackId)),
        call('greater', field('Scope', 'string'), textLiteral(Scope)),
      ),
    ),
  )
}

const asText = (value: Expression): Expression => ({
  kind: 'call',
  type: 'string',
  name: 'orNull',
  arguments: [{ kind: 'call', type: 'string', name: 'toString', arguments: [value] }],
})
