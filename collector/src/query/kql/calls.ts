import type { FunctionName } from '../functions.ts'
import { queryError } from '../query-error.ts'
import type { Call, Expression, Literal, Type } from '../tree.ts'
import type { Bound } from './scope.ts'

export const call = (name: FunctionName, type: Type, ...operands: readonly Expression[]): Call => ({
  kind: 'call',
  type,
  name,
  arguments: operands,
})

export const predicate = (name: FunctionName, ...operands: readonly Expression[]): Call =>
  call(name, 'bool', ...operands)

export const not = (expression: Expression): Call => predicate('not', expression)

/** All types: Kusto writes any value as a text, a real as .NET does and a bool as `true`. */
export const writable: readonly Type[] = ['string', 'dynamic', 'long', 'real', 'bool', 'datetime', 'timespan']

/** As Kusto writes it where a text is wanted; null is the empty text. */
export const asText = (expression: Expression): Expression =>
  expression.type === 'string' ? expression : call('toString', 'string', expression)

export const isNumber = (type: Type): boolean => type === 'long' || type === 'real'

/** Kusto knows no missing text but the empty one. */
export const isNullable = (expression: Expression): boolean =>
  expression.kind === 'literal' ? expression.value === null : expression.type !== 'string'

export const isLiteral = (expression: Expression): expression is Literal => expression.kind === 'literal'

/** A price is rarely whole, and `tolong` of `24.50` is null: where a real will do, it is what is meant. */
const conversions: readonly (readonly [Type, string])[] = [
  ['string', 'tostring'],
  ['real', 'todouble'],
  ['long', 'tolong'],
  ['datetime', 'todatetime'],
]

/** As it is written, where it is a column or what is in one. */
function shown(expression: Expression): string {
  if (expression.kind === 'field') return expression.name
  if (expression.kind !== 'path' || expression.of.kind !== 'field') return '…'
  const parts = expression.keys.map((key) =>
    typeof key === 'string' && /^[A-Za-z_]\w*$/.test(key)
      ? `.${key}`
      : `[${typeof key === 'string' ? `'${key.replace(/['\\]/g, '\\$&')}'` : key}]`,
  )
  return shown(expression.of) + parts.join('')
}

/** @param what - takes it, for the error */
export function expectType(what: string, { expression, at }: Bound, types: readonly Type[]): Expression {
  if (types.includes(expression.type)) return expression
  const [first, second] = conversions.filter(([type]) => types.includes(type)).map(([, name]) => name)
  const isTextOrNumber = first === 'tostring' && second === 'todouble'
  const number = isTextOrNumber ? `, or todouble(${shown(expression)}) of a number` : ''
  const hint = expression.type === 'dynamic' && first ? `; write ${first}(${shown(expression)})${number}` : ''
  throw queryError(`${what} takes ${types.join(' or ')}, not ${expression.type}${hint}`, at)
}

/** @param what - takes it, for the error */
export function expectBool(what: string, { expression, at }: Bound): Expression {
  if (expression.type === 'bool') return expression
  const hint = expression.type === 'dynamic' ? '; compare it, as in Payload.a == true' : ''
  throw queryError(`${what} takes bool, not ${expression.type}${hint}`, at)
}
