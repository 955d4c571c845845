import type { FunctionName } from '../functions.ts'
import { queryError } from '../query-error.ts'
import { readDatetime } from '../read-datetime.ts'
import { readTimespan } from '../read-timespan.ts'
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

const toTimespan: ScalarFunction = {
  least: 1,
  most: 1,
  isNamedByArgument: true,
  bind: (name, [value]) => {
    const expression = expectType(name, value!, ['string', 'dynamic', 'timespan'])
    if (expression.type === 'timespan') return expression
    if (expression.kind !== 'literal' || expression.type !== 'string') {
      return call('toTimespan', 'timespan', expression)
    }
    const span = readTimespan(expression.value)
    if (span === undefined) throw queryError(`${name} takes a span, as in 1.02:03:04`, value!.at)
    return { kind: 'literal', type: 'timespan', value: span }
  },
}

/** What is at a path of names and places in a text of JSON, as a text. */
const extractJson: ScalarFunction = {
  least: 2,
  most: 2,
  bind: (name, [path, text]) => {
    const { expression, at } = path!
    const keys =
      expression.kind === 'literal' && expression.type === 'string' ? keysOf(expression.value) : undefined
    if (!keys) throw queryError(`${name} takes a path as a literal, as in $.items[0].name`, at)
    const of = call('parseJson', 'dynamic', expectType(name, text!, ['string']))
    return asText(keys.length === 0 ? of : { kind: 'path', type: 'dynamic', of, keys })
  },
}

function keysOf(path: string): readonly (string | number)[] | undefined {
  if (!/^\$(?:\.\w+|\[\d{1,9}\]|\['[^'\\]+'\]|\["[^"\\]+"\])*$/.test(path)) return undefined
  return Array.from(path.matchAll(/\.(\w+)|\[(\d+)\]|\[['"]([^'"]+)['"]\]/g), ([, name, place, quoted]) =>
    place === undefined ? (name ?? quoted!) : Number(place),
  )
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
  ['totimespan', toTimespan],
  ['extract_json', extractJson],
  ['extractjson', extractJson],
  ['parse_json', parseJson],
  ['parsejson', parseJson],
  ['todynamic', parseJson],
]
