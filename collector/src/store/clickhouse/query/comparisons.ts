import type { Write } from '../../../query/sql/dialect.ts'
import { balanced, type Fragment, joined, sql } from '../../../query/sql/fragment.ts'
import type { Call, Expression, Type } from '../../../query/tree.ts'
import { jsonOf, kinds } from './dynamics.ts'
import { letting } from './let.ts'

type WriteCall = (call: Call, write: Write) => Fragment

/** What a dynamic value has to be to be compared with a type, and its value then. JSON has no times and no spans. */
const insides: Readonly<
  Partial<Record<Type, { is(json: Fragment): Fragment; value(json: Fragment): Fragment }>>
> = {
  string: { is: kinds.isText, value: kinds.text },
  long: { is: kinds.isNumber, value: kinds.number },
  real: { is: kinds.isNumber, value: kinds.number },
  bool: { is: kinds.isBool, value: kinds.bool },
}

const dynamicFirst = (operands: readonly Expression[]): readonly [Expression, Expression] => {
  const [one, other] = operands as [Expression, Expression]
  return one.type !== 'dynamic' && other.type === 'dynamic' ? [other, one] : [one, other]
}

const isNull = (expression: Expression): boolean => expression.kind === 'literal' && expression.value === null

/** Of JSON texts: numbers are one kind, however they are written; whatever else is equal is written alike. */
const equalJson = (one: Fragment, other: Fragment): Fragment =>
  sql`if(${kinds.isNumber(one)} AND ${kinds.isNumber(other)}, ${kinds.number(one)} = ${kinds.number(other)}, ${one} = ${other})`

/** Of values that are both there. */
function equalWhole(one: Fragment, other: Fragment, type: Type): Fragment {
  if (type === 'dynamic') return equalJson(one, other)
  const inside = insides[type]
  return inside === undefined ? sql`0` : sql`if(${inside.is(one)}, ${inside.value(one)} = ${other}, 0)`
}

export const equal: WriteCall = ({ arguments: operands }, write) => {
  const [one, other] = dynamicFirst(operands)
  if (one.type !== 'dynamic') return sql`(${write(one)} = ${write(other)})`
  if (isNull(one) || isNull(other)) return sql`CAST(NULL, 'Nullable(UInt8)')`
  return letting(jsonOf(one, write), (first) =>
    letting(
      other.type === 'dynamic' ? jsonOf(other, write) : write(other),
      (second) =>
        sql`if(${first} IS NULL OR ${second} IS NULL, NULL, ${equalWhole(first, second, other.type)})`,
    ),
  )
}

export const same: WriteCall = ({ arguments: operands }, write) => {
  const [one, other] = dynamicFirst(operands)
  const constant = operands.find(isNull)
  if (constant !== undefined) {
    const rest = constant === one ? other : one
    return sql`(${rest.type === 'dynamic' ? jsonOf(rest, write) : write(rest)} IS NULL)`
  }
  if (one.type === other.type && one.type !== 'dynamic')
    return sql`(${write(one)} IS NOT DISTINCT FROM ${write(other)})`
  if (one.type !== 'dynamic') {
    // The engine has no such operator for a whole number and a real.
    const [first, second] = [write(one), write(other)]
    return sql`if(${first} IS NULL OR ${second} IS NULL, ${first} IS NULL AND ${second} IS NULL, ${first} = ${second})`
  }
  return letting(jsonOf(one, write), (first) =>
    letting(
      other.type === 'dynamic' ? jsonOf(other, write) : write(other),
      (second) =>
        sql`if(${first} IS NULL OR ${second} IS NULL, ${first} IS NULL AND ${second} IS NULL, ifNull(${equalWhole(first, second, other.type)}, 0))`,
    ),
  )
}

export const notEqual: WriteCall = (call, write) => sql`(NOT ${equal(call, write)})`

/** @param operator - as it is, and with its sides changed */
export const inOrder =
  (operator: Fragment, turned: Fragment): WriteCall =>
  ({ arguments: operands }, write) => {
    const [one, other] = dynamicFirst(operands)
    const sign = one === operands[0] ? operator : turned
    if (one.type !== 'dynamic') return sql`(${write(one)}${sign}${write(other)})`
    return letting(jsonOf(one, write), (first) => {
      if (other.type !== 'dynamic') {
        const inside = insides[other.type]
        return inside === undefined || other.type === 'bool'
          ? sql`CAST(NULL, 'Nullable(UInt8)')`
          : sql`if(${inside.is(first)}, ${inside.value(first)}${sign}${write(other)}, NULL)`
      }
      return letting(
        jsonOf(other, write),
        (second) => sql`multiIf(${first} IS NULL OR ${second} IS NULL, NULL,
          ${kinds.isNumber(first)} AND ${kinds.isNumber(second)}, ${kinds.number(first)}${sign}${kinds.number(second)},
          ${kinds.isText(first)} AND ${kinds.isText(second)}, ${kinds.text(first)}${sign}${kinds.text(second)}, NULL)`,
      )
    })
  }

export const isIn: WriteCall = (call, write) => {
  const [one, ...others] = call.arguments
  if (others.length === 0) return sql`(1 = 0)`
  const isList = others.every(
    (other) => other.kind === 'literal' && !isNull(other) && other.type === one!.type,
  )
  if (isList && one!.type !== 'dynamic') return sql`(${write(one!)} IN (${joined(others.map(write), ', ')}))`
  const each = others.map((other) => equal({ ...call, arguments: [one!, other] }, write))
  return balanced(each, sql` OR `)
}
