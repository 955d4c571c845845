import { ticksIn } from '../../../src/model/ticks.ts'
import type { ColumnType } from '../../../src/query/columns.ts'
import type { Column, Expression, Field, Literal, Query, Type } from '../../../src/query/tree.ts'

export const field = ({ name, type }: ColumnType): Field => ({ kind: 'field', name, type })

/** Events by steps of about three years, with gaps. */
export function randomSeries(
  pick: <T>(...all: readonly T[]) => T,
  columns: readonly ColumnType[],
  literal: (type: Type, value: unknown) => Literal,
): Query {
  if (!columns.some(({ name, type }) => name === 'EventTime' && type === 'datetime')) return []
  const step = literal('timespan', 1_000n * ticksIn.day)
  const time = field({ name: 'EventTime', type: 'datetime' })
  const by: readonly Column[] = columns
    .filter(({ name, type }) => name === 'City' && type === 'string' && pick(true, false))
    .map((column) => ({ name: column.name, value: field(column) }))
  const binned: Expression = { kind: 'call', type: 'datetime', name: 'bin', arguments: [time, step] }
  const bounds = [
    literal('datetime', pick(null, null, 0n)),
    literal('datetime', pick(null, null, 10_000n * ticksIn.day)),
    step,
  ]
  // The first place must be one of the bins.
  const bin = (bound: Literal): Expression => ({
    kind: 'call',
    type: 'datetime',
    name: 'bin',
    arguments: [bound, step],
  })
  const axis = field({ name: 'axis', type: 'datetime' })
  const places = [bin(bounds[0]!), bounds[1]!, step]
  return [
    {
      kind: 'summarize',
      by: [...by, { name: 'axis', value: binned }],
      columns: [{ name: 'n', value: { name: 'count', type: 'long', arguments: [] } }],
    },
    {
      kind: 'summarize',
      by,
      columns: [
        {
          name: 'values',
          value: {
            name: 'series',
            type: 'dynamic',
            arguments: [
              field({ name: 'n', type: 'long' }),
              axis,
              ...places,
              literal('long', pick(0n, null, -1n)),
            ],
          },
        },
        { name: 'times', value: { name: 'axis', type: 'dynamic', arguments: [axis, ...places] } },
      ],
    },
  ]
}
