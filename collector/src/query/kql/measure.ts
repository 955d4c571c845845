import { queryError } from '../query-error.ts'
import type { Aggregate, Expression, Query, Step } from '../tree.ts'
import { limits } from './limits.ts'

interface Measure {
  readonly nodes: number
  readonly depth: number
}

/** Refuses what would be too much for those who come after the tree. */
export function expectMeasured(query: Query): void {
  const known = new Map<Expression | Aggregate, Measure>()
  const measure = (expression: Expression | Aggregate): Measure => {
    const seen = known.get(expression)
    if (seen) return seen
    const parts = partsOf(expression).map(measure)
    const measured = {
      nodes: parts.reduce((sum, { nodes }) => sum + nodes, 1),
      depth: parts.reduce((deepest, { depth }) => Math.max(deepest, depth), 0) + 1,
    }
    known.set(expression, measured)
    return measured
  }
  const measures = query.flatMap(expressionsOf).map(measure)
  if (measures.some(({ depth }) => depth > limits.depth)) throw queryError('the query is nested too deep')
  if (measures.reduce((sum, { nodes }) => sum + nodes, 0) > limits.nodes) {
    throw queryError('the query is too large')
  }
}

function partsOf(expression: Expression | Aggregate): readonly Expression[] {
  if ('arguments' in expression) return expression.arguments
  return expression.kind === 'path' ? [expression.of] : []
}

function expressionsOf(step: Step): readonly (Expression | Aggregate)[] {
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
