import type { Aggregate, Expression, Step } from './tree.ts'

/** What is directly in a step. */
export function expressionsOf(step: Step): readonly (Expression | Aggregate)[] {
  switch (step.kind) {
    case 'where':
      return [step.predicate]
    case 'project':
      return step.columns.map(({ value }) => value)
    case 'summarize':
      return [...step.by, ...step.columns].map(({ value }) => value)
    case 'sort':
      return step.orders.map(({ by }) => by)
    default:
      return []
  }
}

/** What is directly in an expression. */
export function operandsOf(expression: Expression | Aggregate): readonly Expression[] {
  if ('arguments' in expression) return expression.arguments
  return expression.kind === 'path' ? [expression.of] : []
}
