import { type ExportFormat, exportFormats } from '../../export/export-format.ts'
import type { ExportRow } from '../../export/row-writer.ts'
import { nextTurn } from '../../limits/turns.ts'
import { sourceColumns } from '../../query/columns.ts'
import type { Dialect, Source } from '../../query/sql/dialect.ts'
import { bound, sql } from '../../query/sql/fragment.ts'
import { writeSql } from '../../query/sql/write-sql.ts'
import type { Exported } from '../exported.ts'
import { planSelection } from '../plan-selection.ts'
import type { Selection } from '../selection.ts'
import type { Cluster } from './cluster.ts'
import { clickhouse } from './query/dialect.ts'
import { type EngineRow, textsOf } from './query/rows.ts'
import { failed, questionSettings } from './questions.ts'

/** Exports of a collector at once, and seconds for one. */
const limits = { running: 2, seconds: 3_600 }

export interface Exports {
  start(selection: Selection, format: ExportFormat, signal?: AbortSignal): Promise<Exported>
}

/** Exports by one statement, which sees what was stored when it began. */
export function openExports(cluster: Pick<Cluster, 'parts'>): Exports {
  let running = 0
  return {
    async start(selection, format, signal) {
      if (running >= limits.running || signal?.aborted) return { kind: 'busy' }
      running += 1
      const leave = () => {
        running -= 1
      }
      try {
        const pages = pagesOf(cluster, selection, signal)
        // Once it has given something it has begun.
        const first = await pages.next()
        return { kind: 'content', content: contentOf(first, pages, format, leave) }
      } catch (error) {
        leave()
        return failed(error, limits.seconds)
      }
    },
  }
}

async function* pagesOf(
  cluster: Pick<Cluster, 'parts'>,
  selection: Selection,
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly ExportRow[]> {
  const { scopes } = selection
  const source: Source = scopes === undefined ? {} : { scopes }
  const { text, parameters } = writeSql(planSelection(selection), source, seeing(selection))
  const settings = questionSettings(limits.seconds)
  for await (const rows of cluster.parts<EngineRow>(text, textsOf(parameters), settings, signal))
    yield rows.map(exportRow)
}

/** The events of a time. */
const seeing = ({ from, to }: Selection): Dialect => ({
  ...clickhouse,
  events: {
    ...clickhouse.events,
    conditions: (source) => [
      ...clickhouse.events.conditions(source),
      ...(from === undefined ? [] : [sql`event.ticks >= ${bound(from)}`]),
      ...(to === undefined ? [] : [sql`event.ticks < ${bound(to)}`]),
    ],
  },
})

const exportRow = (row: EngineRow): ExportRow =>
  sourceColumns.map(({ type }, at) => {
    const value = row[`c${at}`] ?? null
    if (type === 'datetime') return BigInt(value as string)
    return type === 'dynamic' && value === 'null' ? null : (value as string | null)
  })

async function* contentOf(
  first: IteratorResult<readonly ExportRow[]>,
  pages: AsyncGenerator<readonly ExportRow[]>,
  format: ExportFormat,
  leave: () => void,
): AsyncGenerator<Uint8Array> {
  try {
    const writer = exportFormats[format].open(sourceColumns)
    for (let page = first; !page.done; page = await pages.next()) {
      const written = page.value.length > 0 && writer.write(page.value)
      if (written && written.length > 0) yield written
      // What comes in goes before what goes out.
      await nextTurn()
    }
    const last = writer.end()
    if (last.length > 0) yield last
  } finally {
    leave()
    await pages.return(undefined)
  }
}
