import type { Write } from '../../../query/sql/dialect.ts'
import { balanced, type Fragment, joined, sql } from '../../../query/sql/fragment.ts'
import type { Call, Expression, Literal, Type } from '../../../query/tree.ts'
import { dynamic, number } from './dynamics.ts'
import { mayBeNan } from './reals.ts'

type WriteCall = (call: Call, write: Write) => Fragment

/** The types that SQLite's JSON has for values of ours. JSON has no times and no spans. */
const jsonTypes: Readonly<Record<Exclude<Type, 'dynamic'>, Fragment>> = {
  string: sql`('text')`,
  long: sql`('integer', 'real')`,
  real: sql`('integer', 'real')`,
  bool: sql`('true', 'false')`,
  datetime: sql`()`,
  timespan: sql`()`,
}

export const equal: WriteCall = ({ arguments: operands }, write) => {
  const [one, other] = dynamicFirst(operands)
  if (isOfReals(operands)) return sql`(real_compare(${write(one)}, ${write(other)}) = 0)`
  if (one.type !== 'dynamic') return sql`(${write(one)} = ${write(other)})`
  if (isNull(one) || isNull(other)) return sql`NULL`
  const { scalar, type } = dynamic(one, write)
  if (other.type === 'dynamic') {
    const second = dynamic(other, write)
    return sql`CASE WHEN ${scalar} IS NULL OR ${second.scalar} IS NULL THEN NULL
      ELSE ${scalar} = ${second.scalar} AND ${alike(type, second.type)} END`
  }
  const value = write(other)
  if (isPlain(other)) return sql`(${scalar} = ${value})`
  const isOfType = sql`(${scalar} IS NULL OR ${type} IN ${jsonTypes[other.type]})`
  return other.kind === 'literal'
    ? sql`(${scalar} = ${value} AND ${isOfType})`
    : sql`CASE WHEN ${value} IS NULL OR ${isOfType} THEN ${scalar} = ${value} ELSE 0 END`
}

export const same: WriteCall = ({ arguments: operands }, write) => {
  const [one, other] = dynamicFirst(operands)
  if (isOfReals(operands) && !operands.some(isNull)) {
    const [first, second] = [write(one), write(other)]
    return sql`coalesce(real_compare(${first}, ${second}) = 0, ${first} IS ${second})`
  }
  if (one.type !== 'dynamic') {
    // In place of a constant null SQLite asks no index.
    const constant = operands.find(isNull)
    return constant
      ? sql`(${write(constant === one ? other : one)} IS NULL)`
      : sql`(${write(one)} IS ${write(other)})`
  }
  const { scalar, type } = dynamic(one, write)
  if (isNull(other)) return sql`(${scalar} IS NULL)`
  if (other.type === 'dynamic') {
    const second = dynamic(other, write)
    return sql`(${scalar} IS ${second.scalar} AND (${scalar} IS NULL OR ${alike(type, second.type)}))`
  }
  const value = write(other)
  if (isPlain(other)) return sql`(${scalar} IS ${value})`
  return sql`(${scalar} IS ${value} AND (${scalar} IS NULL OR ${type} IN ${jsonTypes[other.type]}))`
}

export const notEqual: WriteCall = (call, write) => sql`(NOT ${equal(call, write)})`

/**
 * @param operator - as it is
 * @param turned - with its sides changed
 * @param orders - of -1, 0 and 1, those for which it is true
 */
export const inOrder =
  (operator: Fragment, turned: Fragment, orders: Fragment): WriteCall =>
  ({ arguments: operands }, write) => {
    const [one, other] = dynamicFirst(operands)
    const sign = one === operands[0] ? operator : turned
    if (operands.some(mayBeNan)) {
      const [left, right] = operands.map((operand) => number(operand, write))
      return sql`(real_compare(${left!}, ${right!}) IN ${orders})`
    }
    if (one.type !== 'dynamic') return sql`(${write(one)}${sign}${write(other)})`
    const { scalar, type } = dynamic(one, write)
    if (other.type !== 'dynamic') {
      return sql`CASE WHEN ${type} IN ${jsonTypes[other.type]} THEN ${scalar}${sign}${write(other)} END`
    }
    const second = dynamic(other, write)
    return sql`CASE WHEN ${alike(type, second.type)} AND ${type} IN ('text', 'integer', 'real')
      THEN ${scalar}${sign}${second.scalar} END`
  }

/** A list that SQLite can look up, where all are literals of a type and no JSON type is in doubt. */
export const isIn: WriteCall = (call, write) => {
  const [one, ...others] = call.arguments
  const isList = others.every((other) => other.kind === 'literal' && !isNull(other))
  if (isList && one!.type !== 'dynamic') return sql`(${write(one!)} IN (${joined(others.map(write), ', ')}))`
  if (isList && others.every(isPlain)) {
    return sql`(${dynamic(one!, write).scalar} IN (${joined(others.map(write), ', ')}))`
  }
  const each = others.map((other) => equal({ ...call, arguments: [one!, other] }, write))
  return each.length > 0 ? balanced(each, sql` OR `) : sql`(1 = 0)`
}

/** Of reals that may be NaN, none of them in a dynamic value, whose type is looked at anyway. */
const isOfReals = (operands: readonly Expression[]): boolean =>
  operands.some(mayBeNan) && operands.every(({ type }) => type !== 'dynamic')

const isNull = (expression: Expression): boolean => expression.kind === 'literal' && expression.value === null

/**
 * Whether nothing of another type can be equal to it for SQLite, which says 1 for JSON's true, and JSON text for
 * arrays and objects. Then nobody needs to ask for the type.
 */
const isPlain = (expression: Expression): boolean =>
  expression.kind === 'literal' && isUnmistakable(expression)

function isUnmistakable({ type, value }: Literal): boolean {
  switch (type) {
    case 'string':
      return !/^[[{]/.test(value)
    case 'long':
    case 'real':
      return value !== null && Number(value) !== 0 && Number(value) !== 1
    default:
      return false
  }
}

/** Whether two of SQLite's JSON types are one of JSON's. */
const alike = (one: Fragment, other: Fragment): Fragment =>
  sql`(replace(${one}, 'integer', 'real') = replace(${other}, 'integer', 'real'))`

const dynamicFirst = (operands: readonly Expression[]): readonly [Expression, Expression] => {
  const [one, other] = operands as [Expression, Expression]
  return one.type !== 'dynamic' && other.type === 'dynamic' ? [other, one] : [one, other]
}
