import * as fc from 'fast-check'
import { ticksRange } from '../../../../src/model/ticks.ts'
import type { Literal, Type } from '../../../../src/query/tree.ts'

const long = (most: bigint): fc.Arbitrary<bigint> =>
  fc.oneof(fc.bigInt({ min: -most, max: most }), fc.bigInt({ min: -5n, max: 5n }))

const finite = fc.double({ noNaN: true, noDefaultInfinity: true })

const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string())

const literals: Readonly<Record<Type, fc.Arbitrary<Literal>>> = {
  string: text.map((value) => ({ kind: 'literal', type: 'string', value })),
  long: long(2n ** 63n - 1n).map((value) => ({ kind: 'literal', type: 'long', value })),
  real: finite.map((value) => ({ kind: 'literal', type: 'real', value })),
  bool: fc.boolean().map((value) => ({ kind: 'literal', type: 'bool', value })),
  datetime: fc
    .bigInt({ min: ticksRange.first, max: ticksRange.last })
    .map((value) => ({ kind: 'literal', type: 'datetime', value })),
  timespan: long(2n ** 63n - 1n).map((value) => ({ kind: 'literal', type: 'timespan', value })),
  dynamic: fc
    .jsonValue({ noUnicodeString: false, maxDepth: 3 })
    .filter((value) => value !== null)
    .map((value) => ({ kind: 'literal', type: 'dynamic', value: JSON.stringify(value) })),
}

export const nullOf = (type: Exclude<Type, 'string'>): Literal => ({ kind: 'literal', type, value: null })

export const literalOf = (type: Type): fc.Arbitrary<Literal> =>
  type === 'string'
    ? literals.string
    : fc.oneof({ arbitrary: literals[type], weight: 4 }, { arbitrary: fc.constant(nullOf(type)), weight: 1 })
