import type { AggregateName } from '../functions.ts'
import { queryError } from '../query-error.ts'
import type { Aggregate, Expression, Type } from '../tree.ts'
import { expectType } from './calls.ts'
import type { Bound } from './scope.ts'

export interface AggregateFunction {
  readonly least: number
  readonly most: number
  readonly bind: (name: string, operands: readonly Bound[]) => Aggregate
  /** Its column is called by this, an underscore, and what the first argument is called. */
  readonly prefix: string
}

const numbers: readonly Type[] = ['long', 'real']
const summable: readonly Type[] = ['long', 'real', 'timespan']
const scalars: readonly Type[] = ['string', 'long', 'real', 'bool', 'datetime', 'timespan']

/** What may be put in an order. */
export const orderable: readonly Type[] = ['string', 'long', 'real', 'datetime', 'timespan']

const aggregate = (name: AggregateName, type: Type, ...operands: readonly Expression[]): Aggregate => ({
  type,
  name,
  arguments: operands,
})

/** Of one argument, with what is made of its type. */
const ofOne = (
  functionName: AggregateName,
  prefix: string,
  types: readonly Type[],
  resultOf: (type: Type) => Type,
): AggregateFunction => ({
  least: 1,
  most: 1,
  prefix,
  bind: (name, [value]) => {
    const expression = expectType(name, value!, types)
    return aggregate(functionName, resultOf(expression.type), expression)
  },
})

const itself = (type: Type): Type => type

const distinctCount: AggregateFunction = {
  least: 1,
  most: 2,
  prefix: 'dcount',
  bind: (name, [value, accuracy]) => {
    const level = accuracy?.expression
    // Kusto estimates the better the higher it is, and this counts exactly.
    if (level && !(level.kind === 'literal' && [0n, 1n, 2n, 3n, 4n].some((each) => each === level.value))) {
      throw queryError('the accuracy of dcount must be 0 to 4', accuracy.at)
    }
    return aggregate('distinctCount', 'long', expectType(name, value!, scalars))
  },
}

const percentile: AggregateFunction = {
  least: 2,
  most: 2,
  prefix: 'percentile',
  bind: (name, [value, percentage]) => {
    const expression = expectType(name, value!, [...summable, 'datetime'])
    const share = expectType(name, percentage!, numbers)
    if (
      share.kind !== 'literal' ||
      share.value === null ||
      Number(share.value) < 0 ||
      Number(share.value) > 100
    ) {
      throw queryError('the percentile must be a literal from 0 to 100', percentage!.at)
    }
    return aggregate('percentile', expression.type, expression, share)
  },
}

export const aggregateFunctions: ReadonlyMap<string, AggregateFunction> = new Map([
  ['count', { least: 0, most: 0, prefix: 'count', bind: () => aggregate('count', 'long') }],
  ['countif', ofOne('countIf', 'countif', ['bool'], () => 'long')],
  ['dcount', distinctCount],
  ['sum', ofOne('sum', 'sum', summable, itself)],
  ['avg', ofOne('average', 'avg', summable, (type) => (type === 'timespan' ? type : 'real'))],
  ['min', ofOne('min', 'min', orderable, itself)],
  ['max', ofOne('max', 'max', orderable, itself)],
  ['percentile', percentile],
  ['make_list', ofOne('list', 'list', [...scalars, 'dynamic'], () => 'dynamic')],
  ['make_set', ofOne('set', 'set', scalars, () => 'dynamic')],
])

/** They give several columns, and stand alone. */
export const rowFunctions = {
  arg_max: { extreme: 'max', pick: 'argMax' },
  arg_min: { extreme: 'min', pick: 'argMin' },
} as const

export type RowFunction = keyof typeof rowFunctions

export const isRowFunction = (name: string): name is RowFunction => Object.hasOwn(rowFunctions, name)

export const aggregateNames: readonly string[] = [...aggregateFunctions.keys(), ...Object.keys(rowFunctions)]

export const isAggregate = (name: string): boolean => aggregateNames.includes(name)

/** What both columns of such a function are: the greatest or least, and another of its row. */
export const extremeOf = (name: RowFunction, value: Expression): Aggregate =>
  aggregate(rowFunctions[name].extreme, value.type, value)

export const valueAt = (name: RowFunction, by: Expression, value: Expression): Aggregate =>
  aggregate(rowFunctions[name].pick, value.type, by, value)
