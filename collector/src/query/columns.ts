import { eventColumns } from './event-columns.ts'
import type { ColumnType, Expand, Query, Rows, Step } from './tree.ts'

export type { ColumnType } from './tree.ts'

/** What every query starts with. */
export const sourceColumns: readonly ColumnType[] = Object.entries(eventColumns).map(([name, type]) => ({
  name,
  type,
}))

/** What a query answers, in order. Steps before rows from elsewhere say nothing of it, and may hold the same queries. */
export const columnsOf = (query: Query): readonly ColumnType[] =>
  query
    .slice(
      Math.max(
        query.findLastIndex(({ kind }) => kind === 'from'),
        0,
      ),
    )
    .reduce(columnsAfter, sourceColumns)

export function columnsAfter(columns: readonly ColumnType[], step: Step): readonly ColumnType[] {
  switch (step.kind) {
    case 'project':
      return step.columns.map(typed)
    case 'summarize':
      return [...step.by, ...step.columns].map(typed)
    case 'from':
      return columnsOfRows(step.rows)
    case 'join':
      return step.columns.map(({ name, field: { type } }) => ({ name, type }))
    case 'expand':
      return columnsAfterExpand(columns, step)
    case 'windows':
      return [...columns, ...step.columns.map(typed)]
    default:
      return columns
  }
}

const typed = ({
  name,
  value,
}: {
  readonly name: string
  readonly value: Pick<ColumnType, 'type'>
}): ColumnType => ({
  name,
  type: value.type,
})

export function columnsOfRows(rows: Rows): readonly ColumnType[] {
  switch (rows.kind) {
    case 'values':
      return rows.columns
    case 'range':
      return [{ name: rows.name, type: rows.type }]
    case 'union':
      return columnsOf(rows.queries[0] ?? [])
    case 'shared':
      return columnsOf(rows.query)
  }
}

/** Each takes the place of its column, or comes behind all others; the index is the last. */
function columnsAfterExpand(columns: readonly ColumnType[], step: Expand): readonly ColumnType[] {
  const expanded = step.columns.map(({ name, type }) => ({ name, type }))
  return [
    ...columns.map((column) => expanded.find(({ name }) => name === column.name) ?? column),
    ...expanded.filter(({ name }) => !columns.some((column) => column.name === name)),
    ...(step.index === undefined ? [] : [{ name: step.index, type: 'long' as const }]),
  ]
}
