import { type ColumnType, columnsAfter, sourceColumns } from '../columns.ts'
import type { Column, Expression, Join, Query, Step } from '../tree.ts'
import { expressionsOf, operandsOf, type Part } from '../walk.ts'

type Names = ReadonlySet<string>

/**
 * The same query without the columns that nobody asks for: what is joined, sorted or gone through row by row is copied
 * with all its columns, and engines do not leave them out by themselves.
 *
 * @param asked - the columns that are; absent: all of them
 */
export function pruned(query: Query, asked?: Names): Query {
  const begin = Math.max(
    query.findLastIndex(({ kind }) => kind === 'from'),
    0,
  )
  const steps = query.slice(begin)
  const columns: (readonly ColumnType[])[] = [sourceColumns]
  for (const step of steps) columns.push(columnsAfter(columns.at(-1)!, step))
  let needed = asked
  let kept: Query = []
  for (const [at, given] of [...steps.entries()].reverse()) {
    const step =
      given.kind === 'windows' && isUnordered(kept) ? { ...given, isOrderUnused: true as const } : given
    const { before, steps: made } = prunedStep(step, needed, columns[at]!)
    kept = [...made, ...kept]
    needed = before
  }
  return kept
}

/** Whether the order of rows makes no difference to what is done with them. */
function isUnordered(steps: Query): boolean {
  const next = steps.find(({ kind }) => kind !== 'where' && kind !== 'project')
  return (
    (next?.kind === 'summarize' && next.columns.every(({ value }) => value.name !== 'list')) ||
    next?.kind === 'join' ||
    (next?.kind === 'sort' && next.orders.length > 0)
  )
}

interface Pruned {
  readonly steps: readonly Step[]
  /** What is asked of the steps before; absent: everything. */
  readonly before?: Names | undefined
}

function prunedStep(step: Step, needed: Names | undefined, given: readonly ColumnType[]): Pruned {
  switch (step.kind) {
    case 'project': {
      const columns = needed ? some(step.columns, needed) : step.columns
      return { steps: [{ ...step, columns }], before: namesIn(columns.map(({ value }) => value)) }
    }
    case 'summarize': {
      const columns = needed ? step.columns.filter(({ name }) => needed.has(name)) : step.columns
      const summarize = { ...step, columns: step.by.length + columns.length > 0 ? columns : step.columns }
      return { steps: [summarize], before: namesIn(expressionsOf(summarize)) }
    }
    case 'windows': {
      if (!needed) return { steps: [step] }
      const columns = step.columns.filter(({ name }) => needed.has(name))
      if (columns.length === 0) return { steps: [], before: needed }
      const before = new Set([...needed, ...namesIn(columns.map(({ value }) => value))])
      return behind(before, given, { ...step, columns, asked: needed })
    }
    case 'expand': {
      if (!needed) return { steps: [step] }
      const before = new Set([...needed, ...namesIn(expressionsOf(step))])
      return behind(before, given, step)
    }
    case 'join':
      return prunedJoin(step, needed, given)
    case 'from':
      if (step.rows.kind !== 'union') return { steps: [step] }
      return {
        steps: [
          {
            ...step,
            rows: { ...step.rows, queries: step.rows.queries.map((query) => narrow(query, needed)) },
          },
        ],
      }
    default:
      return {
        steps: [step],
        before: needed && new Set([...needed, ...namesIn(expressionsOf(step))]),
      }
  }
}

function prunedJoin(step: Join, needed: Names | undefined, given: readonly ColumnType[]): Pruned {
  const columns = needed ? step.columns.filter(({ name }) => needed.has(name)) : step.columns
  const asked = (side: 'left' | 'right') =>
    new Set([
      ...step.on.map((pair) => pair[side].name),
      ...columns.filter((column) => column.side === side).map(({ field }) => field.name),
    ])
  return behind(asked('left'), given, { ...step, columns, right: narrow(step.right, asked('right')) })
}

/** A query that gives these columns, in the order that it has them. */
function narrow(query: Query, needed: Names | undefined): Query {
  if (!needed) return pruned(query)
  const columns = query.reduce(columnsAfter, sourceColumns)
  return pruned([...query, { kind: 'project', columns: fields(some(columns, needed)) }])
}

/** One at least: rows are counted by them. */
const some = <Named extends { readonly name: string }>(
  columns: readonly Named[],
  needed: Names,
): readonly Named[] => {
  const asked = columns.filter(({ name }) => needed.has(name))
  return asked.length > 0 ? asked : columns.slice(0, 1)
}

/** A step, and before it nothing but what it needs. */
function behind(needed: Names, given: readonly ColumnType[], step: Step): Pruned {
  const asked = some(given, needed)
  const isLess = asked.length < given.length
  return {
    steps: isLess ? [{ kind: 'project', columns: fields(asked) }, step] : [step],
    before: new Set(asked.map(({ name }) => name)),
  }
}

const fields = (columns: readonly ColumnType[]): readonly Column[] =>
  columns.map(({ name, type }) => ({ name, value: { kind: 'field', name, type } }))

function namesIn(parts: readonly Part[]): Names {
  const names = new Set<string>()
  const seen = new Set<Part | Expression>()
  const visit = (part: Part): void => {
    if (seen.has(part)) return
    seen.add(part)
    if ('kind' in part && part.kind === 'field') names.add(part.name)
    operandsOf(part).forEach(visit)
  }
  parts.forEach(visit)
  return names
}
