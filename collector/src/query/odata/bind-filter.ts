import { queryError } from '../query-error.ts'
import type { Expression } from '../tree.ts'
import { compare } from './comparisons.ts'
import { sideOf } from './operands.ts'
import type { Condition, Operand } from './syntax.ts'
import { call, truth } from './trees.ts'

/**
 * What a filter asks of an event.
 *
 * @param isNegated - whether a `not` is around it
 *
 * @throws QueryError when it names something that does not exist, or compares what cannot be compared
 */
export function bindFilter(condition: Condition, isNegated = false): Expression {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return call(condition.kind, ...condition.parts.map((part) => bindFilter(part, isNegated)))
    case 'not':
      return call('not', bindFilter(condition.part, true))
    case 'comparison':
      return compare(condition, isNegated)
    case 'bare':
      return bindBare(condition.operand)
  }
}

/** A function that answers, a value in a payload that is true or false, or one of these words. */
function bindBare(operand: Operand): Expression {
  const side = sideOf(operand, true)
  if (side.kind === 'value' && side.literal?.type === 'bool') return side.literal
  if (side.kind === 'sought' && side.expression.type === 'bool') return side.expression
  if (side.kind === 'sought' && side.expression.kind === 'path') {
    return call('equal', side.expression, truth(true))
  }
  throw queryError(`${operand.text} must be compared, as with eq`, operand.at)
}
