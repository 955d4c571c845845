import * as fc from 'fast-check'
import { type ColumnType, columnsAfter, sourceColumns } from '../../../../src/query/columns.ts'
import type { Column, Order, Query, Step, Type } from '../../../../src/query/tree.ts'
import { aggregateOf } from './random-aggregate.ts'
import { type Expressions, expressionsOver } from './random-expression.ts'

const types: readonly Type[] = ['string', 'long', 'real', 'bool', 'datetime', 'timespan', 'dynamic']
const orderable: readonly Type[] = ['string', 'long', 'real', 'datetime', 'timespan']

const names = fc.uniqueArray(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((name) => !/\p{Cc}/u.test(name)),
  { minLength: 1, maxLength: 5 },
)

const whole = fc.nat({ max: 2 ** 31 - 1 })

const namedColumns = (expressionOf: Expressions, from: readonly Type[]): fc.Arbitrary<Column[]> =>
  names.chain((unique) =>
    fc.tuple(
      ...unique.map((name) =>
        fc
          .constantFrom(...from)
          .chain((type) => expressionOf(type, 2))
          .map((value) => ({ name, value })),
      ),
    ),
  )

const summarize = (expressionOf: Expressions): fc.Arbitrary<Step> =>
  fc
    .tuple(
      namedColumns(expressionOf, [...orderable, 'bool']),
      fc.array(aggregateOf(expressionOf), { minLength: 1, maxLength: 3 }),
    )
    .map(([by, values]) => ({
      kind: 'summarize',
      by: by.slice(1),
      columns: values.map((value, index) => ({ name: `${by[0]!.name}${' '.repeat(9)}${index}`, value })),
    }))

const order = (expressionOf: Expressions): fc.Arbitrary<Order> =>
  fc.record(
    {
      by: fc.constantFrom(...orderable).chain((type) => expressionOf(type, 2)),
      isDescending: fc.boolean(),
      nulls: fc.constantFrom('first' as const, 'last' as const),
    },
    { noNullPrototype: true },
  )

const step = (expressionOf: Expressions): fc.Arbitrary<Step> =>
  fc.oneof(
    expressionOf('bool', 4).map((predicate) => ({ kind: 'where' as const, predicate })),
    whole.map((count) => ({ kind: 'take' as const, count })),
    whole.map((count) => ({ kind: 'sample' as const, count })),
    namedColumns(expressionOf, types).map((values) => ({ kind: 'project' as const, columns: values })),
    summarize(expressionOf),
    fc
      .array(order(expressionOf), { minLength: 1, maxLength: 3 })
      .map((orders) => ({ kind: 'sort' as const, orders })),
  )

/** Queries such as KQL can ask. */
export const randomQuery: fc.Arbitrary<Query> = fc
  .nat({ max: 4 })
  .chain((length) => stepsFrom(sourceColumns, length))

const stepsFrom = (columns: readonly ColumnType[], length: number): fc.Arbitrary<Query> =>
  length === 0
    ? fc.constant([])
    : step(expressionsOver(columns)).chain((first) =>
        stepsFrom(columnsAfter(columns, first), length - 1).map((others) => [first, ...others]),
      )
