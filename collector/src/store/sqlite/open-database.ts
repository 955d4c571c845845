import type { Database } from 'better-sqlite3'
import { type Connection, connect } from './connect.ts'
import { migrate, type Upgrade } from './schema.ts'

/**
 * @param onUpgrade - hears how far an earlier collector's file is brought up to date
 * @throws when it is no store of this kind
 */
export function openDatabase(connection: Connection, onUpgrade?: (upgrade: Upgrade) => void): Database {
  const database = connect(connection)
  try {
    migrate(database, onUpgrade)
    // What was erased right before a crash may still be in the log.
    database.pragma('wal_checkpoint(TRUNCATE)')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}
