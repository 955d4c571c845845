import Database from 'better-sqlite3'
import { makePrivate } from './private-file.ts'

/** Milliseconds to wait for a collector that is just closing. */
const busyTimeoutMs = 1_000

/**
 * Keeps other collectors away from a store: each would show and purge what it has seen itself, and nothing of what the
 * others store. SQLite's locks are those of the operating system, which takes them back however a process ends; that of
 * the store itself would keep its readers out too.
 *
 * @param file - the store, under the one name that it has for everybody
 * @returns lets others in again
 * @throws when another collector has it open
 */
export function lockStore(file: string): () => void {
  const lock = new Database(makePrivate(`${file}-lock`), { timeout: busyTimeoutMs })
  try {
    // Nothing is ever written to it.
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if ((error as { readonly code?: string }).code !== 'SQLITE_BUSY') throw error
    throw new Error('another collector has it open', { cause: error })
  }
  return () => lock.close()
}
