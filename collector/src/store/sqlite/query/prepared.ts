import type { Database, Statement } from 'better-sqlite3'

/** Of a database, as much as it takes to ask. */
export type Prepares = Pick<Database, 'prepare'>

/** Statements that are kept; past that all are prepared anew. */
const maxStatements = 100

/** Prepares a statement once, as questions repeat themselves. */
export function prepared(database: Database): Prepares {
  const statements = new Map<string, Statement>()
  const prepare = (text: string): Statement => {
    const known = statements.get(text)
    if (known !== undefined) return known
    if (statements.size >= maxStatements) statements.clear()
    const statement = database.prepare(text)
    statements.set(text, statement)
    return statement
  }
  return { prepare: prepare as Prepares['prepare'] }
}
