import type { FunctionName } from '../functions.ts'
import { queryError } from '../query-error.ts'
import { readDatetime } from '../read-datetime.ts'
import type { Type } from '../tree.ts'
import { asText, call, expectType, writable } from './calls.ts'
import { datetime } from './fold.ts'
import type { ScalarFunction } from './scalar-function.ts'

const conversion = (functionName: FunctionName, type: Type): ScalarFunction => ({
  least: 1,
  most: 1,
  isNamedByArgument: true,
  bind: (name, [value]) =>
    call(functionName, type, expectType(name, value!, ['string', 'dynamic', 'long', 'real', 'bool'])),
})

const toText: ScalarFunction = {
  least: 1,
  most: 1,
  isNamedByArgument: true,
  bind: (name, [value]) => asText(expectType(name, value!, writable)),
}

const toDatetime: ScalarFunction = {
  least: 1,
  most: 1,
  isNamedByArgument: true,
  bind: (name, [value]) => {
    const { expression, at } = value!
    if (expression.type === 'datetime') return expression
    expectType(name, value!, ['string', 'dynamic', 'datetime'])
    if (expression.kind !== 'literal' || expression.type !== 'string') {
      return call('toDatetime', 'datetime', expression)
    }
    const ticks = readDatetime(expression.value)
    if (ticks === undefined) {
      throw queryError('todatetime takes a time, as in 2019-01-01T10:00:00Z', at)
    }
    return datetime(ticks)
  },
}

const parseJson: ScalarFunction = {
  least: 1,
  most: 1,
  isNamedByArgument: true,
  bind: (name, [value]) => {
    const expression = expectType(name, value!, ['string', 'dynamic'])
    return expression.type === 'dynamic' ? expression : call('parseJson', 'dynamic', expression)
  },
}

export const conversionFunctions: readonly (readonly [string, ScalarFunction])[] = [
  ['tostring', toText],
  ['toint', conversion('toInt', 'long')],
  ['tolong', conversion('toLong', 'long')],
  ['toreal', conversion('toReal', 'real')],
  ['todouble', conversion('toReal', 'real')],
  ['tobool', conversion('toBool', 'bool')],
  ['toboolean', conversion('toBool', 'bool')],
  ['todatetime', toDatetime],
  ['parse_json', parseJson],
  ['parsejson', parseJson],
  ['todynamic', parseJson],
]
