import * as fc from 'fast-check'
import type { ColumnType } from '../../../../src/query/columns.ts'
import type { FunctionName } from '../../../../src/query/functions.ts'
import { asText, call, writable } from '../../../../src/query/kql/calls.ts'
import type { Expression, Type } from '../../../../src/query/tree.ts'
import { literalOf, nullOf } from './random-literal.ts'
import { type Arguments, isKnown, predicateOf } from './random-predicate.ts'

export type Expressions = (type: Type, depth: number) => fc.Arbitrary<Expression>

export const percentage: fc.Arbitrary<Expression> = fc
  .integer({ min: 0, max: 100 })
  .map((value) => ({ kind: 'literal', type: 'long', value: BigInt(value) }))

const convertible: readonly Type[] = ['string', 'long', 'real', 'bool', 'dynamic']

/** Type, function, types of the arguments. What is known by now, but for texts, is computed at once, so no call has only such. */
const calls: readonly (readonly [Type, FunctionName, readonly Type[]])[] = [
  ['string', 'toLower', ['string']],
  ['long', 'add', ['long', 'long']],
  ['long', 'modulo', ['long', 'long']],
  ['long', 'divide', ['long', 'long']],
  ['long', 'bin', ['long', 'long']],
  ['long', 'negate', ['long']],
  ['real', 'multiply', ['long', 'real']],
  ['real', 'subtract', ['real', 'real']],
  ['real', 'divide', ['timespan', 'timespan']],
  ['real', 'bin', ['real', 'long']],
  ['real', 'negate', ['real']],
  ['datetime', 'add', ['datetime', 'timespan']],
  ['datetime', 'subtract', ['datetime', 'timespan']],
  ['datetime', 'bin', ['datetime', 'timespan']],
  ['datetime', 'startOfDay', ['datetime']],
  ['datetime', 'endOfDay', ['datetime']],
  ['timespan', 'subtract', ['datetime', 'datetime']],
  ['timespan', 'add', ['timespan', 'timespan']],
  ['timespan', 'multiply', ['timespan', 'real']],
  ['timespan', 'modulo', ['timespan', 'timespan']],
  ['timespan', 'negate', ['timespan']],
  ['dynamic', 'parseJson', ['string']],
]

/** Makes values of a type, over these columns; each arbitrary once, for there are many of them. */
export function expressionsOver(columns: readonly ColumnType[]): Expressions {
  const known = new Map<string, fc.Arbitrary<Expression>>()
  const expressionOf: Expressions = (type, depth) => {
    const name = `${type} ${depth}`
    const made = known.get(name) ?? createExpression(type, columns, depth, expressionOf)
    known.set(name, made)
    return made
  }
  return expressionOf
}

function createExpression(
  type: Type,
  columns: readonly ColumnType[],
  depth: number,
  expressionOf: Expressions,
): fc.Arbitrary<Expression> {
  const fields = columns.filter((column) => column.type === type)
  const leaves = [
    literalOf(type),
    ...(fields.length > 0
      ? [fc.constantFrom(...fields).map((column): Expression => ({ kind: 'field', ...column }))]
      : []),
  ]
  if (depth === 0) return fc.oneof(...leaves)
  const operands: Arguments = (...types) => fc.tuple(...types.map((each) => expressionOf(each, depth - 1)))
  const computed = calls
    .filter(([result]) => result === type)
    .map(([, name, types]) =>
      operands(...types)
        .filter((list) => types.includes('string') || !list.every(isKnown))
        .map((list) => call(name, type, ...list)),
    )
  const choice = operands('bool', type, 'bool', type, type).map((list) => call('case', type, ...list))
  return fc.oneof(...leaves, choice, ...computed, ...others(type, operands))
}

/** What is more than a function of types. */
function others(type: Type, operands: Arguments): readonly fc.Arbitrary<Expression>[] {
  const anything = fc.constantFrom(...writable).chain((each) => operands(each))
  switch (type) {
    case 'bool':
      return predicateOf(operands)
    case 'string':
      return [
        anything.filter(([value]) => value!.type !== 'string').map(([value]) => asText(value!)),
        fc.tuple(anything, anything).map((lists) => call('concat', 'string', ...lists.flat().map(asText))),
      ]
    case 'long':
    case 'real':
      return [
        fc
          .tuple(fc.constantFrom(...convertible), fc.constantFrom('toInt' as const, 'toLong' as const))
          .chain(([from, name]) =>
            operands(from).map((list) => call(type === 'real' ? 'toReal' : name, type, ...list)),
          ),
      ]
    case 'datetime':
      return [operands('dynamic').map((list) => call('toDatetime', 'datetime', ...list))]
    case 'dynamic':
      return [
        operands('string').chain(([text]) =>
          fc.array(key, { minLength: 1, maxLength: 3 }).map((keys) => ({
            kind: 'path',
            type: 'dynamic',
            of: call('parseJson', 'dynamic', text!),
            keys,
          })),
        ),
        fc
          .tuple(operands('string'), fc.string({ minLength: 1 }))
          .map(([[text], value]) =>
            call('split', 'dynamic', text!, { kind: 'literal', type: 'string', value }),
          ),
      ]
    default:
      return [fc.constant(nullOf(type))]
  }
}

const key: fc.Arbitrary<string | number> = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
)
