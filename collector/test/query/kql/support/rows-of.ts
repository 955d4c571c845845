import { readKql } from '../../../../src/query/kql/parse-kql.ts'
import { writeSql } from '../../../../src/query/sql/write-sql.ts'
import { sqlite } from '../../../../src/store/sqlite/query/dialect.ts'
import { readRows } from '../../../../src/store/sqlite/query/rows.ts'
import { openTestStore } from '../../support/events.ts'

const { database } = openTestStore()

/** Rows without the names of their columns. */
export const rowsOf = (text: string): readonly unknown[][] =>
  Array.from(readRows(database, writeSql(readKql(text, 0n).query, {}, sqlite)), (row) =>
    Object.values(JSON.parse(row)),
  )

export const columnsOf = (text: string): readonly string[] => {
  const [row] = readRows(database, writeSql(readKql(text, 0n).query, {}, sqlite))
  return Object.keys(JSON.parse(row!))
}
