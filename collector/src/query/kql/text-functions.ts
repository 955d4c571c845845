import { queryError } from '../query-error.ts'
import type { Expression } from '../tree.ts'
import { asText, call, expectType, predicate, writable } from './calls.ts'
import { longLiteral, textLiteral, textOf, wholeLiteral } from './operands.ts'
import type { ScalarFunction } from './scalar-function.ts'
import type { Bound } from './scope.ts'

const wholeOf = (name: string, operand: Bound | undefined, absent: bigint): Expression =>
  operand === undefined ? longLiteral(absent) : expectType(name, operand, ['long'])

const ofOne = (functionName: 'toLower' | 'toUpper' | 'length', type: 'string' | 'long'): ScalarFunction => ({
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

/** No text has more characters. */
const longest = 2n ** 31n

/** From a place on, and no further than so many characters. */
const indexOf: ScalarFunction = {
  least: 2,
  most: 5,
  bind: (name, [text, sought, start, length, occurrence]) => {
    // What Kusto says of less than 0, its own examples do not.
    const from = start === undefined ? longLiteral(0n) : wholeLiteral(name, 'start', start, 0n, 0n)
    const many = length === undefined ? -1n : (wholeLiteral(name, 'length', length, -1n, -1n).value as bigint)
    if (occurrence && wholeLiteral(name, 'occurrence', occurrence, 1n, 1n).value !== 1n) {
      throw queryError(`${name} of another occurrence than the first is not supported`, occurrence.at)
    }
    const whole = written(name, text!)
    const end = (from.value as bigint) + many
    const isAll = many < 0n || end > longest
    const searched = isAll ? whole : call('substring', 'string', whole, longLiteral(0n), longLiteral(end))
    return call('indexOf', 'long', searched, written(name, sought!), from)
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

/** Any value, as it is written. */
const written = (name: string, operand: Bound): Expression => asText(expectType(name, operand, writable))

const concatenation: ScalarFunction = {
  least: 1,
  most: 64,
  bind: (name, operands) => call('concat', 'string', ...operands.map((operand) => written(name, operand))),
}

/** What stands between the others comes first. */
const delimited: ScalarFunction = {
  least: 3,
  most: 64,
  bind: (name, [first, ...operands]) => {
    const delimiter = expectType(name, first!, ['string'])
    const parts = operands.flatMap((operand) => [delimiter, written(name, operand)]).slice(1)
    return call('concat', 'string', ...parts)
  },
}

const reverse: ScalarFunction = {
  least: 1,
  most: 1,
  bind: (name, [text]) => call('reverse', 'string', written(name, text!)),
}

const repeat: ScalarFunction = {
  least: 2,
  most: 3,
  bind: (name, [text, times, delimiter]) =>
    call(
      'orEmpty',
      'string',
      call(
        'repeat',
        'string',
        written(name, text!),
        expectType(name, times!, ['long']),
        delimiter === undefined ? textLiteral('') : expectType(name, delimiter, ['string']),
      ),
    ),
}

/** By code points. */
const compare: ScalarFunction = {
  least: 2,
  most: 2,
  bind: (name, operands) => {
    const [one, other] = operands.map((operand) => expectType(name, operand, ['string']))
    return call(
      'case',
      'long',
      predicate('less', one!, other!),
      longLiteral(-1n),
      predicate('greater', one!, other!),
      longLiteral(1n),
      longLiteral(0n),
    )
  },
}

/** With a place, an array of what is there alone. */
const split: ScalarFunction = {
  least: 2,
  most: 3,
  isNamedByArgument: true,
  bind: (name, [text, separator, place]) => {
    const by = expectType(name, separator!, ['string'])
    if (by.kind !== 'literal' || by.value === '') {
      throw queryError('split takes a literal that is not empty', separator!.at)
    }
    const parts = call('split', 'dynamic', textOf(name, text!), by)
    if (place === undefined) return parts
    const index = wholeLiteral(name, 'index', place, 0n, 0n)
    return call('arraySlice', 'dynamic', parts, index, index)
  },
}

export const textFunctions: readonly (readonly [string, ScalarFunction])[] = [
  ['tolower', ofOne('toLower', 'string')],
  ['toupper', ofOne('toUpper', 'string')],
  ['strlen', { ...ofOne('length', 'long'), prefix: 'strlen' }],
  ['substring', substring],
  ['indexof', indexOf],
  ['replace_string', replace],
  ['reverse', reverse],
  ['strcat', concatenation],
  ['strcat_delim', delimited],
  ['strrep', repeat],
  ['strcmp', compare],
  ['split', split],
]
