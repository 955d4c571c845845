import Database from 'better-sqlite3'
import type { DatabaseLocation } from './location.ts'
import { migrate, type Upgrade } from './schema.ts'

/** Milliseconds to wait for another program that is writing to the file; everything else waits meanwhile. */
export const busyTimeoutMs = 1000

/**
 * @param onUpgrade - hears how far an earlier collector's file is brought up to date
 * @throws when it is no store of this kind
 */
export function openDatabase(
  { file, isLasting }: DatabaseLocation,
  onUpgrade?: (upgrade: Upgrade) => void,
): Database.Database {
  const database = new Database(file, { timeout: busyTimeoutMs })
  try {
    database.pragma('journal_mode = WAL')
    // FULL waits for the disk at each commit, so that an answer holds through a power cut too.
    database.pragma(`synchronous = ${isLasting ? 'FULL' : 'OFF'}`)
    // What is erased or changed is overwritten.
    database.pragma('secure_delete = ON')
    migrate(database, onUpgrade)
    // What was erased right before a crash may still be in the log.
    database.pragma('wal_checkpoint(TRUNCATE)')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}
