import Database from 'better-sqlite3'
import type { DatabaseLocation } from './location.ts'

/** Milliseconds to wait for another program that is writing to the file. */
export const busyTimeoutMs = 1000

/** What a connection that writes has to know of the store. */
export type Connection = Pick<DatabaseLocation, 'file' | 'isLasting'>

/** A connection that may write. */
export function connect({ file, isLasting }: Connection): Database.Database {
  const database = new Database(file, { timeout: busyTimeoutMs })
  try {
    database.pragma('journal_mode = WAL')
    // FULL waits for the disk at each commit, so that an answer holds through a power cut too.
    database.pragma(`synchronous = ${isLasting ? 'FULL' : 'OFF'}`)
    // What is erased or changed is overwritten.
    database.pragma('secure_delete = ON')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}
