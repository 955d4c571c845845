import type { FunctionName } from '../functions.ts'
import { queryError } from '../query-error.ts'
import type { Expression, Type } from '../tree.ts'
import { asText, isLiteral, isNullable, isNumber, not, predicate } from './calls.ts'
import { fold } from './fold.ts'
import type { Bound } from './scope.ts'

const relations: Readonly<Record<string, FunctionName>> = {
  '<': 'less',
  '<=': 'lessOrEqual',
  '>': 'greater',
  '>=': 'greaterOrEqual',
}

/** What a dynamic value may be compared with, since JSON has it too. */
export const jsonTypes: readonly Type[] = ['string', 'long', 'real', 'bool']

export function bindRelation(operator: string, at: number, left: Bound, right: Bound): Expression {
  expectOrdered(operator, at, left, right)
  return predicate(relations[operator]!, left.expression, right.expression)
}

/** Both ends belong to it. A span as the end counts from the beginning. */
export function bindBetween(operator: string, at: number, value: Bound, low: Bound, high: Bound): Expression {
  expectOrdered(operator, low.at, value, low)
  const isSpan = value.expression.type === 'datetime' && high.expression.type === 'timespan'
  const end = isSpan
    ? { at: high.at, expression: fold('add', 'datetime', at, low.expression, high.expression) }
    : high
  expectOrdered(operator, high.at, value, end)
  const isBetween = predicate(
    'and',
    predicate('greaterOrEqual', value.expression, low.expression),
    predicate('lessOrEqual', value.expression, end.expression),
  )
  return operator.startsWith('!') ? not(isBetween) : isBetween
}

/** In Kusto null is not equal to what is not null, and of two nulls nothing is known. */
export function bindEquality(operator: string, at: number, left: Bound, right: Bound): Expression {
  expectComparable(operator, at, left, right)
  const equality = equalityOf(left.expression, right.expression)
  return operator === '==' ? equality : not(equality)
}

function equalityOf(left: Expression, right: Expression): Expression {
  if (left.type === 'dynamic' && right.type === 'string') return equalToText(left, right)
  if (right.type === 'dynamic' && left.type === 'string') return equalToText(right, left)
  if (!isNullable(left) && !isNullable(right)) return predicate('equal', left, right)
  if (!isNullable(left) || !isNullable(right)) return predicate('same', left, right)
  return predicate('and', predicate('same', left, right), predicate('equal', left, right))
}

/** A missing text is the empty one. */
function equalToText(dynamic: Expression, text: Expression): Expression {
  if (!isLiteral(text)) {
    return predicate(
      'or',
      predicate('same', dynamic, text),
      predicate('and', predicate('isNull', dynamic), predicate('isEmpty', text)),
    )
  }
  return text.value === '' ? predicate('isEmpty', asText(dynamic)) : predicate('same', dynamic, text)
}

export const familyOf = (type: Type): string => (isNumber(type) ? 'number' : type)

export function expectComparable(operator: string, at: number, left: Bound, right: Bound): void {
  const types = [left.expression.type, right.expression.type] as const
  const other = types[0] === 'dynamic' ? types[1] : types[0]
  const isComparable = types.includes('dynamic')
    ? jsonTypes.includes(other)
    : familyOf(types[0]) === familyOf(types[1])
  if (!isComparable) {
    throw queryError(`${operator} does not compare ${types.join(' and ')}${hintFor(types)}`, at)
  }
}

function expectOrdered(operator: string, at: number, left: Bound, right: Bound): void {
  const types = [left.expression.type, right.expression.type] as const
  const other = types[0] === 'dynamic' ? types[1] : types[0]
  const isOrdered = types.includes('dynamic')
    ? isNumber(other)
    : familyOf(types[0]) === familyOf(types[1]) &&
      (isNumber(other) || other === 'datetime' || other === 'timespan')
  if (!isOrdered) throw queryError(`${operator} does not compare ${types.join(' and ')}${hintFor(types)}`, at)
}

export function hintFor(types: readonly Type[]): string {
  if (types.includes('datetime') && (types.includes('string') || types.includes('dynamic'))) {
    return '; write todatetime(…)'
  }
  if (types.includes('datetime') && types.some(isNumber)) return '; write a time as datetime(2026-11-26)'
  if (types.every((type) => type === 'dynamic')) return '; write tostring(…) or todouble(…)'
  if (types.includes('string') && types.includes('bool')) return '; write tobool(…)'
  if (types.includes('string') && types.some(isNumber)) return '; write todouble(…) or tostring(…)'
  return ''
}
