import type { FunctionName } from '../functions.ts'
import { queryError } from '../query-error.ts'
import type { Expression, Literal } from '../tree.ts'
import { timeOf, type Value } from './literals.ts'
import { type Side, sideOf } from './operands.ts'
import type { ComparisonName, Condition } from './syntax.ts'
import { call, callOf, nothing, textLiteral, timeLiteral } from './trees.ts'

type Comparison = Extract<Condition, { kind: 'comparison' }>

type Order = Exclude<ComparisonName, 'eq' | 'ne' | 'in'>

const orders: Readonly<Record<Order, { readonly name: FunctionName; readonly turned: Order }>> = {
  gt: { name: 'greater', turned: 'lt' },
  ge: { name: 'greaterOrEqual', turned: 'le' },
  lt: { name: 'less', turned: 'gt' },
  le: { name: 'lessOrEqual', turned: 'ge' },
}

/** @throws QueryError when its sides are of types that cannot be compared */
export function compare({ name, left, right, at }: Comparison): Expression {
  const one = sideOf(left, true)
  const others = right.map((operand) => sideOf(operand, false))
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
      return inOrder(name, one, others[0]!, at)
  }
}

/** Whether one equals any of the others. It is always true or false: a missing value equals null and nothing else. */
function anyOf(one: Side, others: readonly Side[], at: number): Expression {
  const pairs = others.map((other) => pairOf(one, other, at))
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

function inOrder(order: Order, one: Side, other: Side, at: number): Expression {
  const isTurned = one.kind === 'value'
  const [expression, value] = pairOf(one, other, at)
  const isMissing = value === null || (bareText(expression) && value.kind === 'literal' && !isFilled(value))
  const { name } = orders[isTurned ? orders[order].turned : order]
  return isMissing ? nothing : call(name, expression, value)
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
  switch (expression.type) {
    case 'string':
      return [expression, textLiteral(value.text)]
    case 'datetime':
      return [expression, timeLiteral(timeOf(value.text, value.at))]
    case 'bool':
      if (value.literal.type === 'bool') return [expression, value.literal]
      throw queryError(`${text} must be compared with true or false`, value.at)
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
