import fc, { type GeneratorValue } from 'fast-check'
import { type ColumnType, columnsOf } from '../../../src/query/columns.ts'
import type { Aggregate, Expression, Query, Step, Type } from '../../../src/query/tree.ts'
import { pickBy, randomExpression } from './random-expression.ts'
import { isTotal, randomTables } from './random-tables.ts'
import type { Make } from './random-window.ts'

const types: readonly Type[] = ['string', 'long', 'real', 'bool', 'datetime', 'timespan', 'dynamic']

/** A pipeline that leaves nothing open: whoever answers it gives the same rows, in whatever order. */
export function randomQuery(generate: GeneratorValue): Query {
  const count = generate(fc.nat, 5)
  return Array.from({ length: count }).reduce<Query>(
    (query) => [...query, ...randomSteps(generate, query)],
    [],
  )
}

function randomSteps(generate: GeneratorValue, before: Query): Query {
  const columns = columnsOf(before)
  const pick = pickBy(generate)
  const make: Make = (type, depth = 2) => randomExpression(generate, columns, type, depth)
  /** As languages answer them: no text is null. */
  const filled = (type: Type): Expression =>
    type === 'string' ? { kind: 'call', type, name: 'orEmpty', arguments: [make(type)] } : make(type)
  const ordered: readonly Expression[] = columns
    .filter(({ type }) => type !== 'dynamic')
    .map((column) => ({ kind: 'field', ...column }))
  const sort = (leading: readonly Expression[]): Step => ({
    kind: 'sort',
    orders: [...leading, ...ordered].map((by) => ({
      by,
      isDescending: pick(true, false),
      nulls: pick('first', 'last'),
    })),
  })

  switch (pick('where', 'where', 'project', 'summarize', 'sort', 'take', 'tables', 'tables')) {
    case 'where':
      return [{ kind: 'where', predicate: make('bool', 3) }]
    case 'project': {
      const names = [`new "${columns.length}"`, `c${columns.length}`] as const
      const kept = columns.filter(
        ({ name }) => name !== names[0] && name !== names[1] && pick(true, true, false),
      )
      return [
        {
          kind: 'project',
          columns: [
            ...kept.map(({ name, type }) => ({ name, value: { kind: 'field' as const, name, type } })),
            { name: names[0], value: filled(pick(...types)) },
            { name: names[1], value: filled(pick(...types)) },
          ],
        },
      ]
    }
    case 'summarize': {
      const by = pick<readonly Type[]>([], ['string'], ['dynamic', 'long'], ['datetime'])
      const count: Aggregate = { type: 'long', name: 'count', arguments: [] }
      const others = Array.from({ length: generate(fc.nat, 3) }, () => randomAggregate(pick, make, columns))
      return [
        {
          kind: 'summarize',
          by: by.map((type, at) => ({ name: `by ${at}`, value: filled(type) })),
          columns: [count, ...others].map((value, at) => ({ name: `${value.name} ${at}`, value })),
        },
      ]
    }
    case 'tables':
      return randomTables(generate, before, make, sort)
    case 'sort':
      return [sort([make(pick(...types))])]
    default: {
      return isTotal(columns)
        ? [sort([]), { kind: 'take', count: pick(0, 1, 3, 100), skip: pick(0, 0, 1, 2) }]
        : []
    }
  }
}

function randomAggregate(
  pick: <T>(...values: readonly T[]) => T,
  make: Make,
  columns: readonly ColumnType[],
): Aggregate {
  const plainType = pick<Type>('string', 'long', 'real', 'datetime', 'timespan')
  const anyType = pick(...types)
  const number = pick<Type>('long', 'real')
  const choices: readonly Aggregate[] = [
    { type: 'long', name: 'countIf', arguments: [make('bool')] },
    { type: 'long', name: 'distinctCount', arguments: [make(anyType)] },
    { type: number, name: 'sum', arguments: [make(number, 1)] },
    { type: 'real', name: 'average', arguments: [make(number, 1)] },
    { type: plainType, name: 'min', arguments: [make(plainType)] },
    { type: plainType, name: 'max', arguments: [make(plainType)] },
    {
      type: number,
      name: 'percentile',
      arguments: [make(number), { kind: 'literal', type: 'real', value: pick(0, 1, 50, 75, 99.9, 100) }],
    },
    { type: 'dynamic', name: 'list', arguments: [make(anyType)] },
    { type: 'dynamic', name: 'set', arguments: [make(anyType)] },
    { type: 'dynamic', name: 'setOfElements', arguments: [make('dynamic')] },
    ...(columns.some(({ name }) => name === 'EventTime')
      ? [
          {
            type: anyType,
            name: pick('argMax', 'argMin'),
            arguments: [{ kind: 'field', name: 'EventTime', type: 'datetime' }, make(anyType)],
          } satisfies Aggregate,
        ]
      : []),
  ]
  return pick(...choices)
}
