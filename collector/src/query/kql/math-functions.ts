import { type MathFunction, mathFunctions as ofReals } from '../math.ts'
import { queryError } from '../query-error.ts'
import type { Expression, Type } from '../tree.ts'
import { call, expectType, isNumber, not, predicate } from './calls.ts'
import { isLong } from './numbers.ts'
import { longLiteral, realLiteral, textLiteral } from './operands.ts'
import type { ScalarFunction } from './scalar-function.ts'

const numbers: readonly Type[] = ['long', 'real']

/** As Microsoft's language service has it. */
const unnamed: readonly string[] = ['sign', 'cot', 'atan2']

const ofReal = (functionName: MathFunction): ScalarFunction => ({
  ...(!unnamed.includes(functionName) && { isNamedByArgument: true }),
  least: ofReals[functionName].length,
  most: ofReals[functionName].length,
  bind: (name, values) =>
    call(
      'math',
      'real',
      textLiteral(functionName),
      ...values.map((value) => expectType(name, value, numbers)),
    ),
})

const toReal = (value: Expression): Expression =>
  value.type === 'real' ? value : call('toReal', 'real', value)

const scaled = (factor: number, divisor: number): ScalarFunction => ({
  least: 1,
  most: 1,
  bind: (name, [value]) =>
    call(
      'divide',
      'real',
      call('multiply', 'real', toReal(expectType(name, value!, numbers)), realLiteral(factor)),
      realLiteral(divisor),
    ),
})

/** Of a whole number it is itself. */
const ceiling: ScalarFunction = {
  least: 1,
  most: 1,
  isNamedByArgument: true,
  bind: (name, [value]) => {
    const expression = expectType(name, value!, numbers)
    return expression.type === 'long' ? expression : call('ceiling', 'real', expression)
  },
}

const absolute: ScalarFunction = {
  least: 1,
  most: 1,
  isNamedByArgument: true,
  bind: (name, [value]) => {
    const expression = expectType(name, value!, [...numbers, 'timespan'])
    const isKnown = expression.kind === 'literal' && expression.type === 'long' && expression.value !== null
    if (!isKnown) return call('absolute', expression.type, expression)
    const size = expression.value < 0n ? -expression.value : expression.value
    return isLong(size) ? longLiteral(size) : call('absolute', 'long', expression)
  },
}

const finite: ScalarFunction = {
  least: 1,
  most: 1,
  bind: (name, [value]) => {
    const expression = expectType(name, value!, ['real'])
    const isOther = predicate('or', predicate('isNan', expression), predicate('isInfinite', expression))
    return not(predicate('or', predicate('isNull', expression), isOther))
  },
}

const comparable: readonly Type[] = ['long', 'real', 'string', 'datetime', 'timespan']

/** Whole numbers among reals are reals. */
const furthest = (functionName: 'greatest' | 'least'): ScalarFunction => ({
  least: 2,
  most: 64,
  bind: (name, values) => {
    const expressions = values.map((value) => expectType(name, value, comparable))
    const types = [...new Set(expressions.map(({ type }) => type))]
    if (types.length === 1) return call(functionName, types[0]!, ...expressions)
    if (types.every(isNumber)) return call(functionName, 'real', ...expressions.map(toReal))
    throw queryError(`the values of ${name} must have one type, not ${types.join(' and ')}`, values[0]!.at)
  },
})

const pi: ScalarFunction = { least: 0, most: 0, bind: () => realLiteral(Math.PI) }

export const mathFunctions: readonly (readonly [string, ScalarFunction])[] = [
  ...(Object.keys(ofReals) as MathFunction[]).map((name) => [name, ofReal(name)] as const),
  ['abs', absolute],
  ['ceiling', ceiling],
  ['degrees', scaled(180, Math.PI)],
  ['radians', scaled(Math.PI, 180)],
  ['pi', pi],
  ['isfinite', finite],
  ['max_of', furthest('greatest')],
  ['min_of', furthest('least')],
]
