import fc from 'fast-check'
import { expect, it } from 'vitest'
import { columnsOf } from '../../../src/query/columns.ts'
import type { Source } from '../../../src/query/sql/dialect.ts'
import { writeCount, writeSql } from '../../../src/query/sql/write-sql.ts'
import type { Query } from '../../../src/query/tree.ts'
import { sqlite } from '../../../src/store/sqlite/query/dialect.ts'
import { readRows } from '../../../src/store/sqlite/query/rows.ts'
import { answerOf, answersOf } from '../support/answers.ts'
import { evaluate, type Row } from '../support/evaluate.ts'
import { events, openTestStore, rowOf } from '../support/events.ts'
import { randomExpression } from '../support/random-expression.ts'
import { randomQuery } from '../support/random-query.ts'

const { database, fill } = openTestStore()

const everything: Source = {}

const rowsOfSqlite = (query: Query, source: Source, write = writeSql) =>
  Array.from(readRows(database, write(query, source, sqlite)), (row) => JSON.parse(row))

function expectSameRows(query: Query, source: Source, visible: readonly Row[]) {
  const answers = evaluate(query, visible).map((row) => answerOf(row, columnsOf(query)))
  expect(answersOf(rowsOfSqlite(query, source), query)).toEqual(answersOf(answers, query))
}

it('gives the rows that a plain evaluator gives, whatever is asked of whatever was stored', () => {
  fc.assert(
    fc.property(events, fc.gen(), (stored, generate) => {
      fill(stored)
      expectSameRows(randomQuery(generate), everything, stored.map(rowOf))
    }),
    { numRuns: 400 },
  )
})

it('shows only events of the scopes that may be seen, whatever is asked', () => {
  fc.assert(
    fc.property(events, fc.gen(), fc.subarray(['default', 'other']), (stored, generate, scopes) => {
      fill(stored)
      const visible = stored.map(rowOf).filter((row) => scopes.includes(row.get('Scope') as string))
      expectSameRows(randomQuery(generate), { scopes }, visible)
    }),
    { numRuns: 200 },
  )
})

it('counts how many there would be without skipping and taking', () => {
  fc.assert(
    fc.property(events, fc.gen(), (stored, generate) => {
      fill(stored)
      const filter: Query = [
        { kind: 'where', predicate: randomExpression(generate, columnsOf([]), 'bool', 2) },
      ]
      const [{ total }] = rowsOfSqlite(
        [...filter, { kind: 'take', skip: 1, count: 1 }],
        everything,
        writeCount,
      )
      expect(total).toBe(evaluate(filter, stored.map(rowOf)).length)
    }),
    { numRuns: 200 },
  )
})
