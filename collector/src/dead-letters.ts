import { closeSync, openSync, writeSync } from 'node:fs'
import { writeRow } from './relay/write-row.ts'
import { inspectSqlite } from './store/sqlite/inspect.ts'
import { openBeside } from './store/sqlite/open-beside.ts'
import { eachRefused, type RefusedSelection, sendAgain } from './store/sqlite/relay-journal.ts'

export interface DeadLetterOptions extends RefusedSelection {
  /** The store's file; a collector may have it. */
  readonly store: string
}

/**
 * Writes what targets of the relay have refused for good, a line of JSON each.
 *
 * @param output - a file. Default: standard output
 * @returns how many
 * @throws when there is no store, or it cannot be read
 */
export function exportDeadLetters({ store, ...selection }: DeadLetterOptions, output?: string): number {
  const database = openFor(store)
  const descriptor = output === undefined ? 1 : openSync(output, 'w', 0o600)
  let count = 0
  try {
    for (const { target, reason, refused, event, isAgain, said } of eachRefused(database, selection)) {
      const why = { Target: target, Id: event, Reason: reason, Refused: new Date(refused).toISOString() }
      const line = JSON.stringify({ ...why, WaitsAgain: isAgain, Event: JSON.parse(writeRow(said)) })
      writeAll(descriptor, Buffer.from(`${line}\n`))
      count += 1
    }
  } finally {
    database.close()
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
export function replayDeadLetters({ store, ...selection }: DeadLetterOptions): number {
  const database = openFor(store)
  try {
    return sendAgain(database, selection)
  } finally {
    database.close()
  }
}

function openFor(store: string) {
  const state = inspectSqlite(store)
  if (state.kind === 'absent') throw new Error(`there is no store at ${store}: name it with --store`)
  if (state.kind === 'unreadable') throw new Error(`the store ${store} cannot be read: ${state.reason}`)
  if (state.version !== state.newestVersion)
    throw new Error(
      `the store ${store} is of another version of the collector, which has to have opened it once`,
    )
  return openBeside(store)
}
