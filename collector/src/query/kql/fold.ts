import { ticksIn, ticksRange } from '../../model/ticks.ts'
import type { FunctionName } from '../functions.ts'
import { queryError } from '../query-error.ts'
import type { Expression, Literal, Type } from '../tree.ts'
import { call } from './calls.ts'
import { longRange } from './numbers.ts'

const startOfDay = (ticks: bigint): bigint =>
  ticks - ((((ticks - ticksRange.first) % ticksIn.day) + ticksIn.day) % ticksIn.day)

const foldings = new Map<FunctionName, (left: bigint, right: bigint) => bigint>([
  ['add', (left, right) => left + right],
  ['subtract', (left, right) => left - right],
  ['multiply', (left, right) => left * right],
  ['negate', (value) => -value],
  ['startOfDay', startOfDay],
  ['endOfDay', (ticks) => startOfDay(ticks) + ticksIn.day - 1n],
])

/** A call, or what it gives where that is known by now: whole numbers, times and spans. */
export function fold(
  name: FunctionName,
  type: Type,
  at: number,
  ...operands: readonly Expression[]
): Expression {
  const folding = foldings.get(name)
  const values = operands.map(wholeOf).filter((value) => value !== undefined)
  const [left, right = 0n] = values
  if (!folding || !isWhole(type) || left === undefined || values.length < operands.length) {
    return call(name, type, ...operands)
  }
  const value = folding(left, right)
  const range = type === 'datetime' ? ticksRange : longRange
  if (value < range.first || value > range.last) throw queryError(`the ${type} is out of range`, at)
  return { kind: 'literal', type, value }
}

const isWhole = (type: Type): type is 'long' | 'datetime' | 'timespan' =>
  type === 'long' || type === 'datetime' || type === 'timespan'

const wholeOf = (expression: Expression): bigint | undefined =>
  expression.kind === 'literal' && typeof expression.value === 'bigint' ? expression.value : undefined

export const datetime = (value: bigint): Literal => ({ kind: 'literal', type: 'datetime', value })
