import { queryError } from '../query-error.ts'
import type { Expression } from '../tree.ts'
import { asText, call, expectType } from './calls.ts'
import type { ScalarFunction } from './scalar-function.ts'
import type { Bound } from './scope.ts'
import { groupsOf } from './texts.ts'

const textOf = (name: string, operand: Bound): Expression =>
  asText(expectType(name, operand, ['string', 'dynamic']))

const whole = (value: bigint): Expression => ({ kind: 'literal', type: 'long', value })

const wholeOf = (name: string, operand: Bound | undefined, absent: bigint): Expression =>
  operand === undefined ? whole(absent) : expectType(name, operand, ['long'])

const ofOne = (functionName: 'toUpper' | 'length', type: 'string' | 'long'): ScalarFunction => ({
  least: 1,
  most: 1,
  bind: (name, [text]) => call(functionName, type, textOf(name, text!)),
})

const substring: ScalarFunction = {
  least: 2,
  most: 3,
  bind: (name, [text, start, length]) =>
    call(
      'substring',
      'string',
      textOf(name, text!),
      expectType(name, start!, ['long']),
      wholeOf(name, length, -1n),
    ),
}

const indexOf: ScalarFunction = {
  least: 2,
  most: 3,
  bind: (name, [text, sought, start]) => {
    const from = wholeOf(name, start, 0n)
    // What Kusto says of less than 0, its own examples do not.
    if (from.kind !== 'literal' || from.value === null || Number(from.value) < 0) {
      throw queryError('the start of indexof must be a literal, 0 or more', start!.at)
    }
    return call('indexOf', 'long', textOf(name, text!), expectType(name, sought!, ['string']), from)
  },
}

const replace: ScalarFunction = {
  least: 3,
  most: 3,
  bind: (name, [text, sought, other]) =>
    call(
      'replace',
      'string',
      textOf(name, text!),
      expectType(name, sought!, ['string']),
      expectType(name, other!, ['string']),
    ),
}

/** The pattern comes first. */
const trim: ScalarFunction = {
  least: 2,
  most: 2,
  bind: (name, [pattern, text]) => {
    const regex = expectType(name, pattern!, ['string'])
    groupsOf(name, regex, pattern!.at)
    return call('trim', 'string', textOf(name, text!), regex)
  },
}

/** The pattern comes first, then which of its groups; 0 is all that matches. */
const extract: ScalarFunction = {
  least: 3,
  most: 3,
  bind: (name, [pattern, group, text]) => {
    const regex = expectType(name, pattern!, ['string'])
    const groups = groupsOf(name, regex, pattern!.at)
    const { expression } = group!
    const number =
      expression.kind === 'literal' && expression.type === 'long' ? Number(expression.value ?? -1) : -1
    if (number < 0 || number > groups) {
      throw queryError(`${name} takes a group of the expression, 0 to ${groups}`, group!.at)
    }
    return call('extract', 'string', textOf(name, text!), regex, expression)
  },
}

const arrayLength: ScalarFunction = {
  least: 1,
  most: 1,
  bind: (name, [array]) => call('arrayLength', 'long', expectType(name, array!, ['dynamic'])),
}

export const textFunctions: readonly (readonly [string, ScalarFunction])[] = [
  ['toupper', ofOne('toUpper', 'string')],
  ['strlen', { ...ofOne('length', 'long'), prefix: 'strlen' }],
  ['substring', substring],
  ['indexof', indexOf],
  ['replace_string', replace],
  ['trim', trim],
  ['extract', extract],
  ['array_length', arrayLength],
]
