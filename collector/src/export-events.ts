import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import type { ExportFormat } from './export/export-format.ts'
import { writeExport } from './export/write-export.ts'
import { isQueryError } from './query/query-error.ts'
import type { Selection } from './store/selection.ts'
import { scan } from './store/sqlite/export/scan.ts'
import { inspectSqlite } from './store/sqlite/inspect.ts'
import { openForQueries } from './store/sqlite/query/open-for-queries.ts'

export interface ExportEventsOptions {
  /** The store's file; a collector may have it. */
  readonly store: string
  readonly format: ExportFormat
  readonly selection: Selection
  /** The file that is written; it is there once it is whole. Absent: standard output. */
  readonly output?: string | undefined
}

/**
 * Exports events of a store.
 *
 * @returns how many
 * @throws when there is no store, it cannot be read, or the filter cannot
 */
export function exportEvents({ store, format, selection, output }: ExportEventsOptions): number {
  checkReadable(store)
  const database = openForQueries(store)
  let count = 0
  const chunks = writeExport(scan(database, selection), format, (events) => {
    count += events
  })
  try {
    if (output === undefined) for (const chunk of chunks) writeAll(1, chunk)
    else writeFile(output, chunks)
  } catch (error) {
    if (isQueryError(error)) throw new Error(`--filter cannot be used: ${error.message}`, { cause: error })
    throw error
  } finally {
    database.close()
  }
  return count
}

function checkReadable(file: string): void {
  const state = inspectSqlite(file)
  if (state.kind === 'absent') throw new Error(`there is no store at ${file}: name it with --store`)
  if (state.kind === 'unreadable') throw new Error(`the store ${file} cannot be read: ${state.reason}`)
  if (state.version > state.newestVersion)
    throw new Error(`the store ${file} is of a newer collector: use that one`)
  if (state.version < state.newestVersion)
    throw new Error(`the store ${file} is of an earlier collector: start this one with it once`)
}

/** Under its own name a file is whole: it holds visitors' data, and nobody else can read it. */
function writeFile(file: string, chunks: Iterable<Uint8Array>): void {
  const part = `${file}.part`
  const descriptor = openSync(part, 'w', 0o600)
  try {
    for (const chunk of chunks) writeAll(descriptor, chunk)
    fsyncSync(descriptor)
    closeSync(descriptor)
  } catch (error) {
    closeSync(descriptor)
    rmSync(part)
    throw error
  }
  renameSync(part, file)
}

function writeAll(descriptor: number, chunk: Uint8Array): void {
  for (let at = 0; at < chunk.length; ) at += writeSync(descriptor, chunk, at)
}
