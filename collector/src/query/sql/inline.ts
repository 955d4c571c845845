import type { Expression, Query, Rows, Step } from '../tree.ts'
import { queriesWithin } from '../walk.ts'

type Shared = Extract<Rows, { readonly kind: 'shared' }>

const sharedIn = (step: Step | undefined): Shared | undefined =>
  step?.kind === 'from' && step.rows.kind === 'shared' ? step.rows : undefined

/**
 * The same query, with what is shared in its place where it stands only once, or where it does no more than filter
 * events: engines find their indexes through it, and a table of its own would hold all columns.
 */
export function inlined(query: Query): Query {
  const counts = new Map<Query, number>()
  for (const each of queriesWithin(query)) {
    for (const step of each) {
      const shared = sharedIn(step)
      if (shared) counts.set(shared.query, (counts.get(shared.query) ?? 0) + 1)
    }
  }
  const known = new Map<Query, Query>()
  const inline = (each: Query): Query => {
    const seen = known.get(each)
    if (seen) return seen
    const [first, ...rest] = each
    const shared = sharedIn(first)
    const source = shared && inline(shared.query)
    const isInPlace =
      shared && (counts.get(shared.query) === 1 || (!shared.isMaterialized && source!.every(isLight)))
    const steps = rest.map(inStep)
    const made = isInPlace
      ? [...source!, ...steps]
      : shared
        ? [{ kind: 'from', rows: { ...shared, query: source! } } as const, ...steps]
        : each.map(inStep)
    known.set(each, made)
    return made
  }

  const inExpression = (expression: Expression): Expression => {
    switch (expression.kind) {
      case 'scalar':
        return { ...expression, query: inline(expression.query) }
      case 'among':
        return { ...expression, value: inExpression(expression.value), query: inline(expression.query) }
      case 'call':
        return { ...expression, arguments: expression.arguments.map(inExpression) }
      case 'path':
        return { ...expression, of: inExpression(expression.of) }
      default:
        return expression
    }
  }
  const inColumn = <Part extends { readonly value: { readonly arguments: readonly Expression[] } }>(
    column: Part,
  ): Part => ({ ...column, value: { ...column.value, arguments: column.value.arguments.map(inExpression) } })

  const inStep = (step: Step): Step => {
    switch (step.kind) {
      case 'where':
        return { ...step, predicate: inExpression(step.predicate) }
      case 'project':
        return {
          ...step,
          columns: step.columns.map(({ name, value }) => ({ name, value: inExpression(value) })),
        }
      case 'summarize':
        return {
          ...step,
          by: step.by.map(({ name, value }) => ({ name, value: inExpression(value) })),
          columns: step.columns.map(inColumn),
        }
      case 'sort':
        return { ...step, orders: step.orders.map((order) => ({ ...order, by: inExpression(order.by) })) }
      case 'join':
        return { ...step, right: inline(step.right) }
      case 'expand':
        return {
          ...step,
          columns: step.columns.map((column) => ({ ...column, array: inExpression(column.array) })),
        }
      case 'windows':
        return { ...step, columns: step.columns.map(inColumn) }
      case 'from':
        if (step.rows.kind === 'union')
          return { ...step, rows: { ...step.rows, queries: step.rows.queries.map(inline) } }
        // The same one wherever it stands, here behind what it has a name for.
        if (step.rows.kind === 'shared')
          return { ...step, rows: { ...step.rows, query: inline(step.rows.query) } }
        return step
      default:
        return step
    }
  }
  return inline(query)
}

/** Asks no other query, and computes nothing of several rows. */
const isLight = (step: Step): boolean =>
  (step.kind === 'where' || step.kind === 'project') && queriesWithin([step]).length === 1
