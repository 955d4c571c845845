import { queryError } from '../query-error.ts'
import type { Aggregate, Expression, Query, Window } from '../tree.ts'
import { expressionsOf, operandsOf, queriesWithin } from '../walk.ts'

/**
 * SQLite takes expressions that are 1,000 deep, and one call may be written as several within each other. It takes
 * seconds to plan for many conditions, though not for long lists. A function of SQLite's takes 1,000 values.
 */
const limits = { depth: 120, parts: 4000, columns: 400 }

/** From here on an expression is computed once and named, not repeated wherever its name stands. */
const large = { parts: 300, depth: 40 }

const isDeeper = (expression: Expression | Aggregate | Window, depth: number): boolean =>
  depth === 0 || operandsOf(expression).some((part) => isDeeper(part, depth - 1))

/** A list of values that is looked up counts as one. */
const partsOf = (expression: Expression | Aggregate | Window): readonly Expression[] => {
  const parts = operandsOf(expression)
  const isList = 'name' in expression && (expression.name === 'in' || expression.name === 'inIgnoringCase')
  return isList && parts[0]?.type !== 'dynamic' ? parts.filter(({ kind }) => kind !== 'literal') : parts
}

/** Counts up to the limit and no further: shared parts would count for ever. */
const countParts = (expression: Expression | Aggregate | Window, limit: number): number =>
  partsOf(expression).reduce(
    (count, part) => (count > limit ? count : count + countParts(part, limit - count)),
    1,
  )

export const isLarge = (expression: Expression): boolean =>
  isDeeper(expression, large.depth) || countParts(expression, large.parts) > large.parts

/** @throws QueryError when there is more of it, or deeper, than what follows may walk through */
export function checkSize(query: Query): void {
  const steps = queriesWithin(query).flat()
  if (steps.some((step) => 'columns' in step && step.columns.length > limits.columns)) {
    throw queryError(`at most ${limits.columns} columns are allowed`)
  }
  const expressions = steps.flatMap(expressionsOf)
  if (expressions.some((expression) => isDeeper(expression, limits.depth))) {
    throw queryError(
      `the query is nested too deep; at most ${limits.depth} calls within each other are allowed`,
    )
  }
  const parts = expressions.reduce((count, expression) => count + countParts(expression, limits.parts), 0)
  if (parts > limits.parts) {
    throw queryError(`the query is too long; at most ${limits.parts} fields, values and calls are allowed`)
  }
}
