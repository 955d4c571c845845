import Database from 'better-sqlite3'
import { addFunctions } from './functions.ts'

/** Milliseconds to wait for the writer where it stands in the way, which it hardly ever does. */
const busyTimeoutMs = 5000

/**
 * Opens an embedded store for reading only.
 *
 * @throws when the file is not there
 */
export function openForQueries(file: string): Database.Database {
  const database = new Database(file, { readonly: true, fileMustExist: true, timeout: busyTimeoutMs })
  database.pragma('query_only = ON')
  database.pragma('trusted_schema = OFF')
  // Kilobytes. What does not fit, sorting and grouping put into files.
  database.pragma('cache_size = -65536')
  addFunctions(database)
  return database
}
