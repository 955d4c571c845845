import { queryError } from '../query-error.ts'
import type { Aggregate, Column, Expression, Field, Query, Step, Window } from '../tree.ts'
import { call, predicate } from './calls.ts'

/**
 * What steps give when each group of rows goes through them by itself.
 *
 * @param what - whose steps they are, for the error
 * @param key - rows of a group have it in common
 * @param kept - more that they have in common, and that is there behind the steps as well
 */
export function perGroup(
  what: string,
  steps: Query,
  key: Field,
  kept: readonly Field[],
  at: number,
): readonly Step[] {
  const carried: readonly Column[] = [key, ...kept].map((value) => ({ name: value.name, value }))
  const same: readonly Column<Aggregate>[] = kept.map((field) => ({
    name: field.name,
    value: { type: field.type, name: 'argMin', arguments: [key, field] },
  }))
  // Of no rows there is one sum, but which groups of no rows there are Kusto does not say.
  const dropping = steps.findIndex(({ kind }) => kind === 'where' || kind === 'expand')
  if (
    dropping >= 0 &&
    steps.slice(dropping).some((step) => step.kind === 'summarize' && step.by.length === 0)
  ) {
    throw queryError(
      `summarize without by is not supported in ${what} behind where and mv-expand; write countif, sumif or by`,
      at,
    )
  }
  return steps.flatMap((step): readonly Step[] => {
    switch (step.kind) {
      case 'where':
      case 'sort':
      case 'expand':
        return [step]
      case 'project':
        return [{ ...step, columns: [...step.columns, ...carried] }]
      case 'summarize':
        return [{ ...step, by: [carried[0]!, ...step.by], columns: [...step.columns, ...same] }]
      case 'windows':
        return [
          { ...step, columns: step.columns.map(({ name, value }) => ({ name, value: within(key, value) })) },
        ]
      case 'take':
        return firstOf(key, step.count ?? 0)
      default:
        throw queryError(`${named[step.kind]} is not supported in ${what}`, at)
    }
  })
}

const named = { sample: 'sample', from: 'another table', join: 'join' } as const

const within = (key: Field, window: Window): Window => ({
  ...window,
  per: window.per ? asOne(key, window.per) : key,
})

/** Two values are equal where these texts are. */
const asOne = (...values: readonly Expression[]): Expression =>
  call('toString', 'string', call('packArray', 'dynamic', ...values))

/** The first rows of each group, in the order that they have. */
function firstOf(key: Field, count: number): readonly Step[] {
  const place: Field = { kind: 'field', name: `\u0000place of ${key.name}`, type: 'long' }
  const number: Window = { type: 'long', name: 'rowNumber', arguments: [], per: key }
  const most: Expression = { kind: 'literal', type: 'long', value: BigInt(count) }
  return [
    { kind: 'windows', columns: [{ name: place.name, value: number }] },
    { kind: 'where', predicate: predicate('lessOrEqual', place, most) },
  ]
}
