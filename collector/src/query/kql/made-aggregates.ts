import type { Expression, Type } from '../tree.ts'
import type { AggregateFunction } from './aggregate-function.ts'
import { call, expectBool, expectType } from './calls.ts'
import { longLiteral, textLiteral, wholeLiteral } from './operands.ts'

export const variance = (prefix: string, ...kind: readonly ['population'?]): AggregateFunction => ({
  least: 1,
  most: 1,
  prefix,
  bind: (name, [value]) => ({
    type: 'real',
    name: 'variance',
    arguments: [expectType(name, value!, ['long', 'real']), ...kind.map((each) => textLiteral(each!))],
  }),
})

/** The root of the variance. */
export const deviation = (inner: AggregateFunction, prefix: string): AggregateFunction => ({
  ...inner,
  prefix,
  finish: (value) => call('math', 'real', textLiteral('sqrt'), value),
})

/** What is no value of a type: aggregates pass over it. */
export const nothingOf = (type: Type): Expression =>
  type === 'string'
    ? call('orNull', type, { kind: 'literal', type, value: '' })
    : ({ kind: 'literal', type, value: null } as Expression)

/** So many at most, where the last argument says so; or as many as are usual. */
export const bounded = (inner: AggregateFunction, usual?: bigint): AggregateFunction => ({
  ...inner,
  most: inner.most + 1,
  finish: (value, name, operands) => {
    const size = operands[inner.most]
    const most = size ? (wholeLiteral(name, 'size', size, 0n, 1n).value as bigint) : usual
    if (most === undefined) return value
    return call('arraySlice', 'dynamic', value, longLiteral(0n), longLiteral(most - 1n))
  },
})

/** The same of those rows for which the second argument is true. */
export const conditional = (prefix: string, inner: AggregateFunction): AggregateFunction => ({
  least: 2,
  most: 2,
  prefix,
  ...(inner.finish && { finish: inner.finish }),
  bind: (name, [value, condition, ...rest]) => {
    const {
      arguments: [of, ...others],
      ...made
    } = inner.bind(name, [value!, ...rest])
    const isWanted = expectBool(name, condition!)
    return { ...made, arguments: [call('case', of!.type, isWanted, of!, nothingOf(of!.type)), ...others] }
  },
})
