import { closeSync, openSync, writeSync } from 'node:fs'
import { writeRow } from './relay/write-row.ts'
import { isClickhouse, readAddress } from './store/clickhouse/address.ts'
import { openCluster } from './store/clickhouse/cluster.ts'
import * as inCluster from './store/clickhouse/relay/refused.ts'
import type { RefusedEvent, RefusedSelection } from './store/relay-journal.ts'
import { inspectSqlite } from './store/sqlite/inspect.ts'
import { openBeside } from './store/sqlite/open-beside.ts'
import { eachRefused, sendAgain } from './store/sqlite/relay-journal.ts'

export interface DeadLetterOptions extends RefusedSelection {
  /** The store's file, or a cluster; collectors may have it. */
  readonly store: string
  readonly storePassword?: string
}

/** What the two kinds of a store can do. */
interface DeadLetters {
  each(): Iterable<RefusedEvent> | AsyncIterable<RefusedEvent>
  again(): number | Promise<number>
  close(): unknown
}

/**
 * Writes what targets of the relay have refused for good, a line of JSON each.
 *
 * @param output - a file. Default: standard output
 * @returns how many
 * @throws when there is no store, or it cannot be read
 */
export async function exportDeadLetters(options: DeadLetterOptions, output?: string): Promise<number> {
  const letters = await openFor(options)
  const descriptor = output === undefined ? 1 : openSync(output, 'w', 0o600)
  let count = 0
  try {
    for await (const { target, reason, refused, event, isAgain, said } of letters.each()) {
      const why = { Target: target, Id: event, Reason: reason, Refused: new Date(refused).toISOString() }
      const line = JSON.stringify({ ...why, WaitsAgain: isAgain, Event: JSON.parse(writeRow(said)) })
      writeAll(descriptor, Buffer.from(`${line}\n`))
      count += 1
    }
  } finally {
    await letters.close()
    if (output !== undefined) closeSync(descriptor)
  }
  return count
}

/** A pipe takes as much as it has room for. */
function writeAll(descriptor: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(descriptor, bytes, written)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
    }
  }
}

/**
 * Has refused events sent once more, by the collector that has the store, or by the next one that does.
 *
 * @returns how many
 */
export async function replayDeadLetters(options: DeadLetterOptions): Promise<number> {
  const letters = await openFor(options)
  try {
    return await letters.again()
  } finally {
    await letters.close()
  }
}

async function openFor({ store, storePassword = '', ...selection }: DeadLetterOptions): Promise<DeadLetters> {
  if (isClickhouse(store)) {
    const cluster = await openCluster(readAddress(store), storePassword)
    return {
      each: () => inCluster.eachRefused(cluster, selection),
      again: () => inCluster.sendAgain(cluster, selection),
      close: cluster.close,
    }
  }
  const state = inspectSqlite(store)
  if (state.kind === 'absent') throw new Error(`there is no store at ${store}: name it with --store`)
  if (state.kind === 'unreadable') throw new Error(`the store ${store} cannot be read: ${state.reason}`)
  if (state.version !== state.newestVersion)
    throw new Error(
      `the store ${store} is of another version of the collector, which has to have opened it once`,
    )
  const database = openBeside(store)
  return {
    each: () => eachRefused(database, selection),
    again: () => sendAgain(database, selection),
    close: () => database.close(),
  }
}
