import { queryError } from '../query-error.ts'
import type { Type } from '../tree.ts'
import { call, expectType } from './calls.ts'
import type { ScalarFunction } from './scalar-function.ts'

const numbers: readonly Type[] = ['long', 'real']

/** A real has no more digits. */
const maxDigits = 15n

const round: ScalarFunction = {
  least: 1,
  most: 2,
  isNamedByArgument: true,
  bind: (name, [value, precision]) => {
    const expression = expectType(name, value!, numbers)
    const digits = precision?.expression ?? { kind: 'literal', type: 'long', value: 0n }
    const isNear =
      digits.kind === 'literal' &&
      typeof digits.value === 'bigint' &&
      digits.value <= maxDigits &&
      digits.value >= -maxDigits
    if (!isNear) throw queryError('round takes a literal from -15 to 15 as its precision', precision!.at)
    return call('round', expression.type, expression, digits)
  },
}

const test = (functionName: 'isNan' | 'isInfinite'): ScalarFunction => ({
  least: 1,
  most: 1,
  bind: (name, [value]) => call(functionName, 'bool', expectType(name, value!, ['real'])),
})

export const numberFunctions: readonly (readonly [string, ScalarFunction])[] = [
  ['round', round],
  ['isnan', test('isNan')],
  ['isinf', test('isInfinite')],
]
