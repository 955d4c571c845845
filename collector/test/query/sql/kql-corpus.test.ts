import fc from 'fast-check'
import { expect, it } from 'vitest'
import { columnsOf } from '../../../src/query/columns.ts'
import { parseKql } from '../../../src/query/kql/parse-kql.ts'
import { writeSql } from '../../../src/query/sql/write-sql.ts'
import { sqliteWithDeletions } from '../../../src/store/sqlite/query/dialect.ts'
import { readRows } from '../../../src/store/sqlite/query/rows.ts'
import { accepted } from '../kql/support/corpus.ts'
import { answerOf, answersOf } from '../support/answers.ts'
import { evaluate } from '../support/evaluate.ts'
import { events, openTestStore, rowOf } from '../support/events.ts'
import { hardQueries } from '../support/hard-queries.ts'

const stored = fc
  .sample(events, { numRuns: 20, seed: 1 })
  .toSorted((one, other) => other.length - one.length)[0]!

const { database, fill } = openTestStore()

it.each([...accepted, ...hardQueries])('SQLite answers %s', (text) => {
  fill(stored)
  const query = parseKql(text, 15_463_008_000_000_000n)
  const rows = Array.from(readRows(database, writeSql(query, {}, sqliteWithDeletions)), (row) =>
    JSON.parse(row),
  )
  const expected = evaluate(query, stored.map(rowOf)).map((row) => answerOf(row, columnsOf(query)))
  expect(rows).toHaveLength(expected.length)
  const isOpen = query.some(({ kind }) => kind === 'take' || kind === 'sample')
  if (!isOpen) expect(answersOf(rows, query)).toEqual(answersOf(expected, query))
})
