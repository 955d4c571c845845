import { queryError } from '../query-error.ts'
import type { Expression, Literal } from '../tree.ts'
import { asText, expectType } from './calls.ts'
import type { Bound } from './scope.ts'

/** What functions take, and how literals are made for them. */

export const textLiteral = (value: string): Literal => ({ kind: 'literal', type: 'string', value })

export const longLiteral = (value: bigint): Literal => ({ kind: 'literal', type: 'long', value })

export const realLiteral = (value: number): Literal => ({ kind: 'literal', type: 'real', value })

/** A text, or a dynamic value as Kusto writes it. */
export const textOf = (name: string, operand: Bound): Expression =>
  asText(expectType(name, operand, ['string', 'dynamic']))

/** A whole number that stands there; what it is called is for the error. */
export function wholeLiteral(
  name: string,
  what: string,
  operand: Bound | undefined,
  absent: bigint,
  least?: bigint,
): Literal {
  if (operand === undefined) return longLiteral(absent)
  const { expression, at } = operand
  const isWhole = expression.kind === 'literal' && expression.type === 'long' && expression.value !== null
  if (!isWhole || (least !== undefined && (expression.value as bigint) < least)) {
    const bound = least === undefined ? '' : `, ${least} or more`
    throw queryError(`${name} takes a literal as its ${what}${bound}`, at)
  }
  return expression
}
