import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { openStore } from './open-store.ts'
import { isClickhouse } from './store/clickhouse/address.ts'
import { openCopySource } from './store/sqlite/copy-source.ts'
import { inspectSqlite } from './store/sqlite/inspect.ts'

export interface CopyOptions {
  /** The store's file; a collector may have it. */
  readonly store: string
  /** The cluster it is copied to. */
  readonly to: string
  readonly storePassword: string
}

export interface Copied {
  /** Events that were taken there, in all runs. */
  readonly events: number
  /** Events that the store has up to the last of them. */
  readonly expected: number
}

/** How far earlier runs have come. */
interface Progress {
  readonly to: string
  readonly last: number
  readonly events: number
}

/** Events, and senders, of one write. */
const page = 10_000

/**
 * Copies a store that is a file to a cluster, from where an earlier run has ended. What was copied twice is stored once,
 * so that nothing depends on where that was.
 *
 * @throws when there is no store, or the cluster does not take it
 */
export async function copyStore({ store: file, to, storePassword }: CopyOptions): Promise<Copied> {
  if (isClickhouse(file) || !isClickhouse(to))
    throw new Error('copy takes a store that is a file, --store, to a cluster, --to clickhouse://…')
  const state = inspectSqlite(file)
  if (state.kind === 'absent') throw new Error(`there is no store at ${file}: name it with --store`)
  if (state.kind === 'unreadable') throw new Error(`the store ${file} cannot be read: ${state.reason}`)
  const source = openCopySource(file)
  const target = await openStore({ store: to, storePassword })
  try {
    let progress = readProgress(file, to)
    // A collector may write as fast as this copies: what comes later is for another run.
    const end = source.last()
    while (progress.last < end) {
      const { events, last } = source.events(progress.last, page)
      if (events.length === 0) break
      await target.append(events)
      progress = { to, last, events: progress.events + events.length }
      writeProgress(file, progress)
    }
    // Behind the events: a sender is known by them.
    for (let after = ''; ; ) {
      const reports = source.reports(after, page)
      if (reports.length === 0) break
      await target.append([], reports)
      after = reports.at(-1)!.sender
    }
    return { events: progress.events, expected: source.count(progress.last) }
  } finally {
    source.close()
    await target.close()
  }
}

const progressOf = (file: string): string => `${file}-copied.json`

function readProgress(file: string, to: string): Progress {
  const none = { to, last: 0, events: 0 }
  if (!existsSync(progressOf(file))) return none
  const known = JSON.parse(readFileSync(progressOf(file), 'utf8')) as Progress
  return known.to === to ? known : none
}

/** Whole, or not at all. */
function writeProgress(file: string, progress: Progress): void {
  const part = `${progressOf(file)}.part`
  writeFileSync(part, JSON.stringify(progress), { mode: 0o600 })
  renameSync(part, progressOf(file))
}
