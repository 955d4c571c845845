import { queryError } from '../query-error.ts'
import type { Expression, Type } from '../tree.ts'
import { bagFunctions } from './bag-functions.ts'
import { calendarFunctions } from './calendar-functions.ts'
import { asText, call, expectType, isNumber, not, predicate } from './calls.ts'
import { conversionFunctions } from './conversion-functions.ts'
import { listFunctions } from './list-functions.ts'
import { mathFunctions } from './math-functions.ts'
import { numberFunctions } from './number-functions.ts'
import { regexFunctions } from './regex-functions.ts'
import type { ScalarFunction } from './scalar-function.ts'
import type { Bound } from './scope.ts'
import { textFunctions } from './text-functions.ts'
import { timeFunctions } from './time-functions.ts'
import { urlFunctions } from './url-functions.ts'

const choice: ScalarFunction = {
  least: 3,
  most: Number.POSITIVE_INFINITY,
  bind: (name, operands) => {
    if (operands.length % 2 === 0) {
      throw queryError(`${name} needs a value for when nothing is true`, operands.at(-1)!.at)
    }
    const values = operands.filter((_, index) => index % 2 === 1 || index === operands.length - 1)
    for (const [index, operand] of operands.entries()) {
      if (!values.includes(operand)) expectType(`condition ${index / 2 + 1} of ${name}`, operand, ['bool'])
    }
    return call('case', commonType(name, values), ...operands.map(({ expression }) => expression))
  },
}

function commonType(name: string, values: readonly Bound[]): Type {
  const types = [...new Set(values.map(({ expression }) => expression.type))]
  const [first] = types
  if (types.length === 1) return first!
  if (types.every(isNumber)) return 'real'
  const hint = types.includes('dynamic') ? '; write tostring(…)' : ''
  throw queryError(
    `the values of ${name} must have one type, not ${types.join(' and ')}${hint}`,
    values[0]!.at,
  )
}

/** Of texts the first that is not empty. */
const coalesce: ScalarFunction = {
  least: 2,
  most: 64,
  bind: (name, operands) => {
    const type = commonType(name, operands)
    const expressions = operands.map(({ expression }) => expression)
    if (type !== 'string') return call('coalesce', type, ...expressions)
    const filled = expressions.map((expression) => call('orNull', 'string', expression))
    return call('orEmpty', 'string', call('coalesce', 'string', ...filled))
  },
}

/** A column, or where there is none, what follows. */
const columnIfExists: ScalarFunction = {
  least: 2,
  most: 2,
  bind: (name, [column, other], { columns }) => {
    const { expression, at } = column!
    if (expression.kind !== 'literal' || expression.type !== 'string') {
      throw queryError(`${name} takes the name of a column as a literal`, at)
    }
    const found = columns.find((each) => each.name === expression.value)
    return found ? { kind: 'field', ...found } : other!.expression
  },
}

const isEmpty = ({ expression }: Bound): Expression => {
  const isTextual = expression.type === 'string' || expression.type === 'dynamic'
  return isTextual ? predicate('isEmpty', asText(expression)) : predicate('isNull', expression)
}

const isNull = ({ expression }: Bound): Expression => predicate('isNull', expression)

const test = (ask: (value: Bound) => Expression): ScalarFunction => ({
  least: 1,
  most: 1,
  bind: (_, [value]) => ask(value!),
})

const negation: ScalarFunction = {
  least: 1,
  most: 1,
  bind: (name, [value]) => not(expectType(name, value!, ['bool'])),
}

export const scalarFunctions: ReadonlyMap<string, ScalarFunction> = new Map([
  ['not', negation],
  ['isempty', test(isEmpty)],
  ['isnotempty', test((value) => not(isEmpty(value)))],
  ['notempty', test((value) => not(isEmpty(value)))],
  ['isnull', test(isNull)],
  ['isnotnull', test((value) => not(isNull(value)))],
  ['notnull', test((value) => not(isNull(value)))],
  ['iff', { ...choice, most: 3 }],
  ['iif', { ...choice, most: 3 }],
  ['case', choice],
  ['coalesce', coalesce],
  ['column_ifexists', columnIfExists],
  ...textFunctions,
  ...regexFunctions,
  ...urlFunctions,
  ...listFunctions,
  ...bagFunctions,
  ...numberFunctions,
  ...mathFunctions,
  ...conversionFunctions,
  ...timeFunctions,
  ...calendarFunctions,
])
