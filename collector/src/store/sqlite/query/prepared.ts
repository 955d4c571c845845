import type { Database } from 'better-sqlite3'
import { memoized } from '../../../memoized.ts'

/** Of a database, as much as it takes to ask. */
export type Prepares = Pick<Database, 'prepare'>

/** Statements that are kept; past that all are prepared anew. */
const maxStatements = 100

/** Prepares a statement once, as questions repeat themselves. */
export function prepared(database: Database): Prepares {
  const prepare = memoized((text: string) => database.prepare(text), maxStatements)
  return { prepare: prepare as Prepares['prepare'] }
}
