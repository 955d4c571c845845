import type { FunctionName } from '../functions.ts'
import { queryError } from '../query-error.ts'
import type { Expression, Literal } from '../tree.ts'
import { timeOf, type Value } from './literals.ts'
import { type Side, sideOf } from './operands.ts'
import type { Scope } from './scope.ts'
import type { ComparisonName, Condition } from './syntax.ts'
import { call, callOf, textLiteral, timeLiteral, truth } from './trees.ts'

type Comparison = Extract<Condition, { kind: 'comparison' }>

type Order = Exclude<ComparisonName, 'eq' | 'ne' | 'in'>

const orders: Readonly<Record<Order, { readonly name: FunctionName; readonly turned: Order }>> = {
  gt: { name: 'greater', turned: 'lt' },
  ge: { name: 'greaterOrEqual', turned: 'le' },
  lt: { name: 'less', turned: 'gt' },
  le: { name: 'lessOrEqual', turned: 'ge' },
}

/**
 * @param isNegated - whether a `not` is around it: only then it shows that it is false, and not null
 * @throws QueryError when its sides are of types that cannot be compared
 */
export function compare({ name, left, right, at }: Comparison, isNegated: boolean, scope: Scope): Expression {
  const one = sideOf(left, true, scope)
  const others = right.map((operand) => sideOf(operand, false, scope))
  switch (name) {
    case 'eq':
    case 'in':
      return anyOf(one, others, at)
    case 'ne':
      if (others.length > 1) {
        throw queryError('ne takes one value; write not (… in (…)) for none of several', others[1]!.at)
      }
      return call('not', anyOf(one, others, at))
    default:
      if (others.length > 1) throw queryError(`${name} takes one value`, others[1]!.at)
      return inOrder(name, one, others[0]!, at, isNegated)
  }
}

/** Whether one equals any of the others. It is always true or false: a missing value equals null and nothing else. */
function anyOf(one: Side, others: readonly Side[], at: number): Expression {
  if (others.length === 0) return truth(false)
  const pairs = others.flatMap((other) => pairsOf(one, other, at))
  const values = pairs.map(([, value]) => value)
  const [sought] = pairs[0]!
  const column = bareText(sought)
  if (pairs.length > 1 && column && values.every((value) => isFilled(value))) {
    return call('in', column, ...(values as readonly Literal[]))
  }
  const each = pairs.map(([expression, value]) => equality(expression, value))
  return each.length === 1 ? each[0]! : call('or', ...each)
}

/** A field is never null, which leaves the engine its index. */
const bareText = (expression: Expression): Expression | undefined =>
  expression.kind === 'call' && expression.name === 'orNull' ? expression.arguments[0] : undefined

const isFilled = (value: Expression | null): boolean => value?.kind === 'literal' && value.value !== ''

const equality = (expression: Expression, value: Expression | null): Expression =>
  value === null || (bareText(expression) && !isFilled(value) && value.kind === 'literal')
    ? call('isNull', expression)
    : call('same', expression, value)

/**
 * With null it is false (OData 4.01, URL conventions 5.1.1.1). Where nobody asks for the difference it stays null, which
 * leaves the engine its index.
 */
function inOrder(order: Order, one: Side, other: Side, at: number, isNegated: boolean): Expression {
  const isTurned = one.kind === 'value'
  const [expression, value] = pairOf(one, other, at)
  const isMissing = value === null || (bareText(expression) && value.kind === 'literal' && !isFilled(value))
  const { name } = orders[isTurned ? orders[order].turned : order]
  if (isMissing) return truth(false)
  if (expression.type === 'dynamic') expectNoSlip(isTurned ? one : other)
  const comparison = call(name, expression, value)
  return isNegated && [expression, value].some(isNullable)
    ? call('same', comparison, truth(true))
    : comparison
}

/** `2014/11/08` and `1.2.3` are neither times nor numbers, and as texts would be found in no order that somebody means. */
function expectNoSlip(side: Side): void {
  if (side.kind !== 'value' || !side.isBare || side.literal?.type !== 'string') return
  if (/^[\p{L}_]|^\d\d:\d\d/u.test(side.text)) return
  throw queryError(`${side.text} is no number and no time; a text must be in quotes`, side.at)
}

/** Fields that are no texts are always there. */
const isNullable = ({ kind }: Expression): boolean => kind === 'call' || kind === 'path' || kind === 'item'

/** A number without quotes is sought as a number and as the text that it is: clients of the vendor mean either. */
function pairsOf(one: Side, other: Side, at: number): readonly (readonly [Expression, Expression | null])[] {
  const pair = pairOf(one, other, at)
  const value = one.kind === 'value' ? one : other
  const isNumber =
    value.kind === 'value' && (value.literal?.type === 'long' || value.literal?.type === 'real')
  return isNumber && value.isBare && pair[0].type === 'dynamic'
    ? [pair, [pair[0], textLiteral(value.text)]]
    : [pair]
}

/** What is sought, and what it is compared with, in types that fit; null means null. */
function pairOf(one: Side, other: Side, at: number): readonly [Expression, Expression | null] {
  if (one.kind === 'value') {
    if (other.kind === 'value') throw queryError('a comparison needs a field', at)
    return withValue(other, one)
  }
  return other.kind === 'value' ? withValue(one, other) : withExpression(one, other, at)
}

type Sought = Extract<Side, { kind: 'sought' }>

function withValue({ expression, text }: Sought, value: Value): readonly [Expression, Expression | null] {
  if (value.literal === null) return [expression, null]
  if (expression.type === 'string') return [expression, textLiteral(value.text)]
  if (value.mistake !== undefined) throw queryError(value.mistake, value.at)
  switch (expression.type) {
    case 'datetime':
      return [expression, timeLiteral(timeOf(value.text, value.at))]
    case 'bool':
      if (value.literal.type === 'bool') return [expression, value.literal]
      throw queryError(`${text} must be compared with true or false`, value.at)
    case 'long':
    case 'real':
      if (value.literal.type === 'long' || value.literal.type === 'real') return [expression, value.literal]
      throw queryError(`${text} must be compared with a number`, value.at)
    default:
      return value.literal.type === 'datetime'
        ? [callOf('datetime', 'toDatetime', expression), value.literal]
        : [expression, value.literal]
  }
}

function withExpression(
  { expression: one, text: name }: Sought,
  { expression: other, text: otherName }: Sought,
  at: number,
): readonly [Expression, Expression] {
  if (one.type === other.type) return [one, other]
  if (one.type === 'dynamic')
    return [other.type === 'datetime' ? callOf('datetime', 'toDatetime', one) : one, other]
  if (other.type === 'dynamic')
    return [one, one.type === 'datetime' ? callOf('datetime', 'toDatetime', other) : other]
  throw queryError(`${name} and ${otherName} are of different types`, at)
}
