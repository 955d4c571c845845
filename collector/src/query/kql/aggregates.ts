import type { AggregateName } from '../aggregates.ts'
import { queryError } from '../query-error.ts'
import type { Aggregate, Expression, Type } from '../tree.ts'
import type { AggregateFunction } from './aggregate-function.ts'
import { expectType } from './calls.ts'
import { bounded, conditional, deviation, variance } from './made-aggregates.ts'

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

/** Kusto estimates the better the higher the accuracy is, and this is exact. */
const ofDistinct = (
  functionName: 'distinctCount' | 'set',
  type: Type,
  prefix: string,
): AggregateFunction => ({
  least: 1,
  most: 2,
  prefix,
  bind: (name, [value, accuracy]) => {
    const level = accuracy?.expression
    if (level && !(level.kind === 'literal' && [0n, 1n, 2n, 3n, 4n].some((each) => each === level.value))) {
      throw queryError(`the accuracy of ${prefix} must be 0 to 4`, accuracy.at)
    }
    return aggregate(functionName, type, expectType(name, value!, scalars))
  },
})

const distinctCount = ofDistinct('distinctCount', 'long', 'dcount')
const distinctValues = ofDistinct('set', 'dynamic', 'hll')

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

const sum = ofOne('sum', 'sum', summable, itself)
const average = ofOne('average', 'avg', summable, (type) => (type === 'timespan' ? type : 'real'))
const min = ofOne('min', 'min', orderable, itself)
const max = ofOne('max', 'max', orderable, itself)
const list = ofOne('list', 'list', [...scalars, 'dynamic'], () => 'dynamic')
const set: AggregateFunction = {
  ...ofOne('set', 'set', [...scalars, 'dynamic'], () => 'dynamic'),
  bind: (name, [value]) => {
    const expression = expectType(name, value!, [...scalars, 'dynamic'])
    return aggregate(expression.type === 'dynamic' ? 'setOfElements' : 'set', 'dynamic', expression)
  },
}

const bag = ofOne('bag', 'bag', ['dynamic'], () => 'dynamic')
const ofSample = variance('variance')
const ofAll = variance('variancep', 'population')

export const aggregateFunctions: ReadonlyMap<string, AggregateFunction> = new Map([
  ['count', { least: 0, most: 0, prefix: 'count', bind: () => aggregate('count', 'long') }],
  ['countif', ofOne('countIf', 'countif', ['bool'], () => 'long')],
  ['dcount', distinctCount],
  ['dcountif', { ...conditional('dcountif', distinctCount), most: 3 }],
  ['count_distinct', { ...distinctCount, most: 1, prefix: 'count_distinct' }],
  ['sum', sum],
  ['sumif', conditional('sumif', sum)],
  ['avg', average],
  ['avgif', conditional('avgif', average)],
  ['min', min],
  ['minif', conditional('minif', min)],
  ['max', max],
  ['maxif', conditional('maxif', max)],
  ['variance', ofSample],
  ['varianceif', conditional('varianceif', ofSample)],
  ['variancep', ofAll],
  ['stdev', deviation(ofSample, 'stdev')],
  ['stdevif', conditional('stdevif', deviation(ofSample, 'stdev'))],
  ['stdevp', deviation(ofAll, 'stdevp')],
  ['percentile', percentile],
  ['make_list', bounded(list)],
  ['make_list_if', bounded(conditional('list', list))],
  ['make_set', bounded(set)],
  // Their old names keep 128 values where no size stands there.
  ['makelist', bounded(list, 128n)],
  ['makeset', bounded(set, 128n)],
  // Kusto keeps an estimate of a set, and this the set.
  ['hll', distinctValues],
  ['hll_if', { ...conditional('hll_if', distinctValues), most: 3 }],
  ['hll_merge', ofOne('setOfElements', 'hll_merge', ['dynamic'], () => 'dynamic')],
  ['make_set_if', bounded(conditional('set', set))],
  ['make_bag', bag],
  ['make_bag_if', conditional('bag', bag)],
])

/** They give several columns, and stand alone. */
export const rowFunctions = {
  arg_max: { extreme: 'max', pick: 'argMax' },
  arg_min: { extreme: 'min', pick: 'argMin' },
} as const

export type RowFunction = keyof typeof rowFunctions

export const isRowFunction = (name: string): name is RowFunction => Object.hasOwn(rowFunctions, name)

export const aggregateNames: readonly string[] = [
  ...aggregateFunctions.keys(),
  ...Object.keys(rowFunctions),
  'percentiles',
  'percentiles_array',
  'take_any',
  'take_anyif',
  'any',
]

export const isAggregate = (name: string): boolean => aggregateNames.includes(name)

/** What both columns of such a function are: the greatest or least, and another of its row. */
export const extremeOf = (name: RowFunction, value: Expression): Aggregate =>
  aggregate(rowFunctions[name].extreme, value.type, value)

export const valueAt = (name: RowFunction, by: Expression, value: Expression): Aggregate =>
  aggregate(rowFunctions[name].pick, value.type, by, value)
