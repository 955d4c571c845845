import Database from 'better-sqlite3'

/** Milliseconds to wait for the collector, whose transactions last some turns of its event loop. */
const busyTimeoutMs = 30_000

/** Opens a store for a small change beside the collector that has it. @throws when it is not there */
export function openBeside(file: string): Database.Database {
  const database = new Database(file, { fileMustExist: true, timeout: busyTimeoutMs })
  database.pragma('synchronous = FULL')
  database.pragma('secure_delete = ON')
  return database
}
