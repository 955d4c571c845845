import type { ExportFormat } from '../../../src/export/export-format.ts'
import { writeExport } from '../../../src/export/write-export.ts'
import { sourceColumns } from '../../../src/query/columns.ts'
import type { Exported } from '../../../src/store/exported.ts'
import { refusalOf } from '../../../src/store/plan-question.ts'
import { planSelection } from '../../../src/store/plan-selection.ts'
import type { Selection } from '../../../src/store/selection.ts'
import { evaluate, type Row } from '../../query/support/evaluate.ts'

/** Exports from these rows by the plainest means. */
export function exportFrom(rows: readonly Row[], selection: Selection, format: ExportFormat): Exported {
  const { scopes, from, to } = selection
  const meant = rows.filter((row) => {
    const time = row.get('EventTime') as bigint
    return (
      (scopes === undefined || scopes.includes(row.get('Scope') as string)) &&
      (from === undefined || time >= from) &&
      (to === undefined || time < to)
    )
  })
  try {
    const found = evaluate(planSelection(selection), meant).map((row) =>
      sourceColumns.map(({ name, type }) => {
        const value = row.get(name) ?? null
        if (type !== 'dynamic') return value as string | bigint
        return value === null ? null : JSON.stringify(value)
      }),
    )
    return { kind: 'content', content: chunksOf(writeExport([found], format)) }
  } catch (error) {
    return refusalOf(error) ?? { kind: 'failed', message: String(error) }
  }
}

async function* chunksOf(chunks: Iterable<Uint8Array>) {
  yield* chunks
}
