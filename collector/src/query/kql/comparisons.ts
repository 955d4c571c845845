import { columnsOf } from '../columns.ts'
import type { FunctionName } from '../functions.ts'
import { queryError } from '../query-error.ts'
import type { Column, Expression, Literal, Query, Type } from '../tree.ts'
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
const jsonTypes: readonly Type[] = ['string', 'long', 'real', 'bool']

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
  return operator === '!=' ? not(equality) : equality
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

/** @param operator - `in`, `!in`, `in~` or `!in~` */
export function bindIn(operator: string, at: number, value: Bound, list: readonly Bound[]): Expression {
  const isTextual = operator.endsWith('~')
  const members = membersOf(operator, list)
  for (const member of members) {
    if (isLiteral(member.expression) && member.expression.value === null) {
      throw queryError(`${operator} takes no null`, member.at)
    }
    expectComparable(operator, member.at, value, member)
    if (isTextual && member.expression.type !== 'string') {
      throw queryError(`${operator} takes strings`, member.at)
    }
  }
  if (new Set(members.map(({ expression }) => familyOf(expression.type))).size > 1) {
    throw queryError(`${operator} takes a list of one type`, at)
  }
  const expressions = members.map(({ expression }) => expression)
  const isIn = isTextual
    ? predicate('inIgnoringCase', asText(value.expression), ...expressions)
    : inOf(value.expression, expressions)
  return operator.startsWith('!') ? not(isIn) : isIn
}

/** Whether the first column of a query's rows has the value. */
export function bindAmong(operator: string, at: number, value: Bound, query: Query): Expression {
  const [first] = columnsOf(query)
  const { name, type } = first!
  if (operator.endsWith('~')) {
    throw queryError(`${operator} takes a list and no query; write in (…) of tolower(…)`, at)
  }
  if (type === 'dynamic' || familyOf(value.expression.type) !== familyOf(type)) {
    throw queryError(
      `${operator} does not compare ${value.expression.type} and ${type}${hintFor([value.expression.type, type])}`,
      at,
    )
  }
  const column: Column = { name, value: { kind: 'field', name, type } }
  const isAmong: Expression = {
    kind: 'among',
    type: 'bool',
    value: value.expression,
    query: [...query, { kind: 'project', columns: [column] }],
  }
  return operator.startsWith('!') ? not(isAmong) : isAmong
}

function inOf(value: Expression, members: readonly Expression[]): Expression {
  const isIn = predicate('in', value, ...members)
  if (!isNullable(value)) return isIn
  const hasEmpty = members.some((member) => isLiteral(member) && member.value === '')
  if (hasEmpty) return predicate('or', predicate('isNull', value), isIn)
  return predicate('and', not(predicate('isNull', value)), isIn)
}

/** The list, or what is in the dynamic array that stands for it. */
export function membersOf(operator: string, list: readonly Bound[]): readonly Bound[] {
  const [first] = list
  if (list.length === 1 && first?.expression.kind === 'literal' && first.expression.type === 'dynamic') {
    return literalsOf(operator, first.expression.value, first.at).map((expression) => ({
      at: first.at,
      expression,
    }))
  }
  for (const { expression, at } of list) {
    if (expression.type === 'dynamic') {
      throw queryError(`${operator} takes no dynamic in its list; write tostring(…) or one dynamic([…])`, at)
    }
  }
  return list
}

function literalsOf(operator: string, json: string | null, at: number): readonly Literal[] {
  const parsed: unknown = json === null ? null : JSON.parse(json)
  const values = Array.isArray(parsed) ? parsed.map(literalOf) : []
  if (values.length === 0 || values.includes(undefined)) {
    throw queryError(`${operator} takes an array of strings, numbers or booleans`, at)
  }
  return values as readonly Literal[]
}

function literalOf(value: unknown): Literal | undefined {
  if (typeof value === 'string') return { kind: 'literal', type: 'string', value }
  if (typeof value === 'boolean') return { kind: 'literal', type: 'bool', value }
  if (typeof value !== 'number') return undefined
  if (!Number.isInteger(value)) return { kind: 'literal', type: 'real', value }
  return Number.isSafeInteger(value) ? { kind: 'literal', type: 'long', value: BigInt(value) } : undefined
}

const familyOf = (type: Type): string => (isNumber(type) ? 'number' : type)

function expectComparable(operator: string, at: number, left: Bound, right: Bound): void {
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

function hintFor(types: readonly Type[]): string {
  if (types.includes('datetime') && (types.includes('string') || types.includes('dynamic'))) {
    return '; write todatetime(…)'
  }
  if (types.includes('datetime') && types.some(isNumber)) return '; write a time as datetime(2026-11-26)'
  if (types.every((type) => type === 'dynamic')) return '; write tostring(…) or todouble(…)'
  if (types.includes('string') && types.some(isNumber)) return '; write todouble(…) or tostring(…)'
  return ''
}
