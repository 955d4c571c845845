import { eventColumns } from './event-columns.ts'
import type { Query, Step, Type } from './tree.ts'

export interface ColumnType {
  readonly name: string
  readonly type: Type
}

/** What every query starts with. */
export const sourceColumns: readonly ColumnType[] = Object.entries(eventColumns).map(([name, type]) => ({
  name,
  type,
}))

/** What a query answers, in order. */
export const columnsOf = (query: Query): readonly ColumnType[] => query.reduce(columnsAfter, sourceColumns)

export function columnsAfter(columns: readonly ColumnType[], step: Step): readonly ColumnType[] {
  switch (step.kind) {
    case 'project':
      return step.columns.map(({ name, value }) => ({ name, type: value.type }))
    case 'summarize':
      return [...step.by, ...step.columns].map(({ name, value }) => ({ name, type: value.type }))
    default:
      return columns
  }
}
