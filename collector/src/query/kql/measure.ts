import { queryError } from '../query-error.ts'
import type { Aggregate, Expression, Query, Window } from '../tree.ts'
import { expressionsOf, operandsOf, queriesBeside, queriesWithin } from '../walk.ts'
import { limits } from './limits.ts'

interface Measure {
  readonly nodes: number
  readonly depth: number
}

/** Refuses what would be too much for those who come after the tree. */
export function expectMeasured(query: Query): void {
  const known = new Map<Expression | Aggregate | Window, Measure>()
  const measure = (expression: Expression | Aggregate | Window): Measure => {
    const seen = known.get(expression)
    if (seen) return seen
    const parts = operandsOf(expression).map(measure)
    const measured = {
      nodes: parts.reduce((sum, { nodes }) => sum + nodes, 1),
      depth: parts.reduce((deepest, { depth }) => Math.max(deepest, depth), 0) + 1,
    }
    known.set(expression, measured)
    return measured
  }
  if (readsOf(query, new Map()) > limits.reads) {
    throw queryError(`the query reads tables more than ${limits.reads} times`)
  }
  const steps = queriesWithin(query).flat()
  if (steps.length > limits.steps) throw queryError('the query is too large')
  const measures = steps.flatMap(expressionsOf).map(measure)
  if (measures.some(({ depth }) => depth > limits.depth)) throw queryError('the query is nested too deep')
  if (measures.reduce((sum, { nodes }) => sum + nodes, 0) > limits.nodes) {
    throw queryError('the query is too large')
  }
}

/** How often tables are read, each as often as it is used: engines may write out what is shared. */
function readsOf(query: Query, known: Map<Query, number>): number {
  const seen = known.get(query)
  if (seen !== undefined) return seen
  // What stands before the last source goes into that.
  const steps = query.slice(
    Math.max(
      0,
      query.findLastIndex(({ kind }) => kind === 'from'),
    ),
  )
  const reads = steps.flatMap(queriesBeside).reduce((sum, each) => sum + readsOf(each, known), 1)
  known.set(query, reads)
  return reads
}
