import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import type { ExportFormat } from './export/export-format.ts'
import { writeExport } from './export/write-export.ts'
import { openStore } from './open-store.ts'
import { isQueryError } from './query/query-error.ts'
import { isClickhouse } from './store/clickhouse/address.ts'
import type { Selection } from './store/selection.ts'
import { scan } from './store/sqlite/export/scan.ts'
import { inspectSqlite } from './store/sqlite/inspect.ts'
import { openForQueries } from './store/sqlite/query/open-for-queries.ts'

export interface ExportEventsOptions {
  /** The store's file, or its cluster; a collector may have it. */
  readonly store: string
  readonly storePassword: string
  readonly format: ExportFormat
  readonly selection: Selection
  /** The file that is written; it is there once it is whole. Absent: standard output. */
  readonly output?: string | undefined
}

/**
 * Exports events of a store.
 *
 * @returns how many; nothing where a cluster does not count them
 * @throws when there is no store, it cannot be read, or the filter cannot
 */
export async function exportEvents(options: ExportEventsOptions): Promise<number | undefined> {
  if (!isClickhouse(options.store)) return exportFromFile(options)
  const { format, selection, output } = options
  const store = await openStore(options)
  try {
    const given = await store.export(selection, format)
    if (given.kind === 'refused') throw new Error(`--filter cannot be used: ${given.message}`)
    if (given.kind !== 'content') throw new Error(given.kind === 'busy' ? 'the store is busy' : given.message)
    await writeTo(output, given.content)
  } finally {
    await store.close()
  }
  return undefined
}

async function exportFromFile({ store, format, selection, output }: ExportEventsOptions): Promise<number> {
  checkReadable(store)
  const database = openForQueries(store)
  let count = 0
  const chunks = writeExport(scan(database, selection), format, (events) => {
    count += events
  })
  try {
    await writeTo(output, chunks)
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

type Chunks = Iterable<Uint8Array> | AsyncIterable<Uint8Array>

async function writeTo(output: string | undefined, chunks: Chunks): Promise<void> {
  if (output !== undefined) return writeFile(output, chunks)
  for await (const chunk of chunks) writeAll(1, chunk)
}

/** Under its own name a file is whole: it holds visitors' data, and nobody else can read it. */
async function writeFile(file: string, chunks: Chunks): Promise<void> {
  const part = `${file}.part`
  const descriptor = openSync(part, 'w', 0o600)
  try {
    for await (const chunk of chunks) writeAll(descriptor, chunk)
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
