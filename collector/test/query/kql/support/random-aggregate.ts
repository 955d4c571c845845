import * as fc from 'fast-check'
import type { AggregateName } from '../../../../src/query/aggregates.ts'
import type { Aggregate, Type } from '../../../../src/query/tree.ts'
import { type Expressions, percentage } from './random-expression.ts'

const summable: readonly Type[] = ['long', 'real', 'timespan']
const orderable: readonly Type[] = [...summable, 'string', 'datetime']
const scalars: readonly Type[] = [...orderable, 'bool']

/** Each with what it takes, and what it gives of that. */
const ofOne: readonly (readonly [AggregateName, readonly Type[], (type: Type) => Type])[] = [
  ['countIf', ['bool'], () => 'long'],
  ['distinctCount', scalars, () => 'long'],
  ['sum', summable, (type) => type],
  ['average', summable, (type) => (type === 'timespan' ? type : 'real')],
  ['min', orderable, (type) => type],
  ['max', orderable, (type) => type],
  ['list', [...scalars, 'dynamic'], () => 'dynamic'],
  ['set', scalars, () => 'dynamic'],
  ['setOfElements', ['dynamic'], () => 'dynamic'],
]

export const aggregateOf = (expressionOf: Expressions): fc.Arbitrary<Aggregate> =>
  fc.oneof(
    fc.constant<Aggregate>({ type: 'long', name: 'count', arguments: [] }),
    fc.constantFrom(...ofOne).chain(([name, types, resultOf]) =>
      fc
        .constantFrom(...types)
        .chain((type) => expressionOf(type, 2))
        .map((value): Aggregate => ({ type: resultOf(value.type), name, arguments: [value] })),
    ),
    fc
      .tuple(
        fc.constantFrom(...summable, 'datetime' as const).chain((type) => expressionOf(type, 2)),
        percentage,
      )
      .map(
        ([value, share]): Aggregate => ({ type: value.type, name: 'percentile', arguments: [value, share] }),
      ),
  )
