import { queryError } from '../query-error.ts'
import type { Expression } from '../tree.ts'
import { bindArithmetic } from './arithmetic.ts'
import { bindLambda } from './bind-lambda.ts'
import { fieldIfAny, fieldOf, withNull } from './fields.ts'
import { bindFunction } from './functions.ts'
import { readValue, type Value } from './literals.ts'
import { emptyScope, type Scope } from './scope.ts'
import type { Operand } from './syntax.ts'

/** One side of a comparison: what has to be looked for in an event, or a value as it is written. */
export type Side =
  | { readonly kind: 'sought'; readonly expression: Expression; readonly text: string; readonly at: number }
  | ({ readonly kind: 'value' } & Value)

/**
 * A word on the left is a field, unless it can be nothing but a value; elsewhere it is one if there is such a field.
 *
 * @param scope - where it stands
 */
export function sideOf(operand: Operand, isLeft: boolean, scope: Scope = emptyScope): Side {
  const { variables } = scope
  const { text, at } = operand
  const found = (expression: Expression): Side => ({ kind: 'sought', expression, text, at })
  switch (operand.kind) {
    case 'call': {
      const sides = operand.arguments.map((argument, place) => sideOf(argument, place === 0, scope))
      return found(bindFunction(text, sides, at))
    }
    case 'operation':
      return found(
        bindArithmetic(
          text,
          operand.operands.map((each) => sideOf(each, true, scope)),
          at,
        ),
      )
    case 'lambda':
      return found(bindLambda(operand, scope))
    case 'quoted':
      return { kind: 'value', ...readValue(operand) }
  }
  const field = fieldIfAny(text, at, variables)
  if (field) return found(withNull(field))
  const value = readValue(operand)
  if (isLeft && value.literal?.type === 'string' && !value.mistake) return found(fieldOf(text, at, variables))
  // `$it`, and what is left of lists: a text without quotes never begins so.
  const [sign] = /^[$\]{}]/.exec(text) ?? []
  if (sign) throw queryError(`a text that begins with ${sign} must be in quotes`, at)
  const [quote] = /^[“”„‘’‚]/.exec(text) ?? []
  if (quote) throw queryError(`quotes are ' or ", and ${quote} is none of them`, at)
  return { kind: 'value', ...value }
}
