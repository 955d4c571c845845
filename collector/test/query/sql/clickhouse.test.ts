import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { columnsOf } from '../../../src/query/columns.ts'
import { parseKql } from '../../../src/query/kql/parse-kql.ts'
import { isQueryError } from '../../../src/query/query-error.ts'
import type { Source } from '../../../src/query/sql/dialect.ts'
import { writeCount, writeSql } from '../../../src/query/sql/write-sql.ts'
import type { Query } from '../../../src/query/tree.ts'
import { clickhouse } from '../../../src/store/clickhouse/query/dialect.ts'
import { openQuestionStore, type QuestionStore } from '../../store/clickhouse/support/question-store.ts'
import { hasClickhouse } from '../../store/clickhouse/support/server.ts'
import { accepted } from '../kql/support/corpus.ts'
import { answerOf, answersOf } from '../support/answers.ts'
import { evaluate, type Row } from '../support/evaluate.ts'
import { events, rowOf } from '../support/events.ts'
import { randomExpression } from '../support/random-expression.ts'
import { randomQuery } from '../support/random-query.ts'

const everything: Source = {}

/** Whether the engine has no words for it yet, and says so. */
function isRefused(query: Query): boolean {
  try {
    writeSql(query, everything, clickhouse)
    return false
  } catch (error) {
    if (isQueryError(error) && error.message.endsWith('is not supported by a cluster yet')) return true
    throw error
  }
}

/** `npm run test:cluster` asks all; each other run a fourth, because the engine takes long to read a question. */
const isWhole = process.env.RIVULET_WHOLE === '1'
const corpus = accepted.filter((_, at) => isWhole || at % 4 === 0)

/** Questions about the same events: to store them takes longer than to ask. */
const together = 6

describe.skipIf(!hasClickhouse)('ClickHouse', () => {
  let store: QuestionStore
  beforeAll(async () => {
    store = await openQuestionStore()
  })
  afterAll(() => store?.close())

  async function expectSameRows(query: Query, source: Source, visible: readonly Row[]) {
    if (isRefused(query)) return
    const answers = evaluate(query, visible).map((row) => answerOf(row, columnsOf(query)))
    expect(answersOf(await store.rows(query, source), query)).toEqual(answersOf(answers, query))
  }

  it('answers the corpus as the plain evaluator does', async () => {
    const stored = fc
      .sample(events, { numRuns: 20, seed: 1 })
      .toSorted((one, other) => other.length - one.length)[0]!
      // Of one part of the table, whose order is known: a list and the first of many are in it.
      .map((event) => ({ ...event, received: 1_795_000_000_123 }))
    await store.fill(stored)
    const different: unknown[] = []
    let refusals = 0
    const queue = [...corpus]
    const next = async (): Promise<void> => {
      for (let text = queue.pop(); text !== undefined; text = queue.pop()) {
        try {
          const query = parseKql(text, 15_463_008_000_000_000n)
          if (isRefused(query)) {
            refusals += 1
            continue
          }
          const rows = await store.rows(query, everything)
          const expected = evaluate(query, stored.map(rowOf)).map((row) => answerOf(row, columnsOf(query)))
          expect(rows).toHaveLength(expected.length)
          const isOpen = query.some(({ kind }) => kind === 'take' || kind === 'sample')
          if (!isOpen) expect(answersOf(rows, query)).toEqual(answersOf(expected, query))
        } catch (error) {
          different.push([text, (error as Error).message.slice(0, 500)])
        }
      }
    }
    await Promise.all([next(), next(), next()])
    expect(different).toEqual([])
    // Each that is added to the dialect makes it less.
    expect(refusals).toBeLessThan(corpus.length / 4)
  })

  it('gives the rows that a plain evaluator gives, whatever is asked of whatever was stored', async () => {
    await fc.assert(
      fc.asyncProperty(events, fc.gen(), async (stored, generate) => {
        await store.fill(stored)
        for (let at = 0; at < together; at += 1)
          await expectSameRows(randomQuery(generate, false), everything, stored.map(rowOf))
      }),
      { numRuns: isWhole ? 100 : 12 },
    )
  })

  it('shows only events of the scopes that may be seen', async () => {
    await fc.assert(
      fc.asyncProperty(events, fc.gen(), async (stored, generate) => {
        await store.fill(stored)
        for (const scopes of [[], ['default'], ['other'], ['default', 'other']]) {
          const visible = stored.map(rowOf).filter((row) => scopes.includes(row.get('Scope') as string))
          await expectSameRows(randomQuery(generate, false), { scopes }, visible)
        }
      }),
      { numRuns: 10 },
    )
  })

  it('counts how many there would be without skipping and taking', async () => {
    await fc.assert(
      fc.asyncProperty(events, fc.gen(), async (stored, generate) => {
        await store.fill(stored)
        const filter: Query = [
          { kind: 'where', predicate: randomExpression(generate, columnsOf([]), 'bool', 2, false) },
        ]
        if (isRefused(filter)) return
        const [row] = await store.rows(
          [...filter, { kind: 'take', skip: 1, count: 1 }],
          everything,
          writeCount,
        )
        expect(row!.total).toBe(evaluate(filter, stored.map(rowOf)).length)
      }),
      { numRuns: 10 },
    )
  })
})
