import type { Aggregate, Expression, Query, Step, Window } from './tree.ts'

/** What is directly in a step or an expression. */
export type Part = Expression | Aggregate | Window

/** What is directly in a step, but for the queries in it. */
export function expressionsOf(step: Step): readonly Part[] {
  switch (step.kind) {
    case 'where':
      return [step.predicate]
    case 'project':
      return step.columns.map(({ value }) => value)
    case 'summarize':
      return [...step.by, ...step.columns].map(({ value }) => value)
    case 'sort':
      return step.orders.map(({ by }) => by)
    case 'expand':
      return step.columns.map(({ array }) => array)
    case 'windows':
      return step.columns.map(({ value }) => value)
    case 'from':
      return step.rows.kind === 'range' ? [step.rows.first, step.rows.last, step.rows.step] : []
    default:
      return []
  }
}

/** What is directly in an expression, but for the queries in it. */
export function operandsOf(expression: Part): readonly Expression[] {
  if ('arguments' in expression) {
    return 'per' in expression && expression.per
      ? [...expression.arguments, expression.per]
      : expression.arguments
  }
  if (expression.kind === 'among') return [expression.value]
  return expression.kind === 'path' ? [expression.of] : []
}

/** What a step takes rows from, but for those before it. */
export function queriesBeside(step: Step): readonly Query[] {
  if (step.kind === 'join') return [step.right]
  if (step.kind !== 'from') return []
  const { rows } = step
  return rows.kind === 'union' ? rows.queries : rows.kind === 'shared' ? [rows.query] : []
}

/** This query and all that are in it, each once, however often it stands there. */
export function queriesWithin(query: Query): readonly Query[] {
  const queries = new Set<Query>()
  const parts = new Set<Part>()
  const visitPart = (part: Part): void => {
    if (parts.has(part)) return
    parts.add(part)
    if ('query' in part) visit(part.query)
    operandsOf(part).forEach(visitPart)
  }
  const visit = (each: Query): void => {
    if (queries.has(each)) return
    queries.add(each)
    for (const step of each) {
      queriesBeside(step).forEach(visit)
      expressionsOf(step).forEach(visitPart)
    }
  }
  visit(query)
  return [...queries]
}
