import { queryError } from '../query-error.ts'
import type { Expression } from '../tree.ts'
import { compare } from './comparisons.ts'
import { sideOf } from './operands.ts'
import { emptyScope, type Scope } from './scope.ts'
import type { Condition, Operand } from './syntax.ts'
import { call, truth } from './trees.ts'

/**
 * What a filter asks of an event.
 *
 * @param isNegated - whether a `not` is around it
 * @param scope - where it stands
 *
 * @throws QueryError when it names something that does not exist, or compares what cannot be compared
 */
export function bindFilter(
  condition: Condition,
  isNegated = false,
  scope: Scope = { ...emptyScope, bindCondition },
): Expression {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return call(condition.kind, ...condition.parts.map((part) => bindFilter(part, isNegated, scope)))
    case 'not':
      return call('not', bindFilter(condition.part, true, scope))
    case 'comparison':
      return compare(condition, isNegated, scope)
    case 'bare':
      return bindBare(condition.operand, scope)
  }
}

const bindCondition = (condition: Condition, scope: Scope): Expression => bindFilter(condition, false, scope)

/** A function that answers, a value in a payload that is true or false, or one of these words. */
function bindBare(operand: Operand, scope: Scope): Expression {
  const side = sideOf(operand, true, scope)
  if (side.kind === 'value' && side.literal?.type === 'bool') return side.literal
  if (side.kind === 'sought' && side.expression.type === 'bool') return side.expression
  if (side.kind === 'sought' && (side.expression.kind === 'path' || side.expression.kind === 'item')) {
    return call('equal', side.expression, truth(true))
  }
  throw queryError(`${operand.text} must be compared, as with eq`, operand.at)
}
