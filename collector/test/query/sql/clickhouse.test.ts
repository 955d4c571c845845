import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { columnsOf } from '../../../src/query/columns.ts'
import { parseKql } from '../../../src/query/kql/parse-kql.ts'
import { isQueryError } from '../../../src/query/query-error.ts'
import type { Source } from '../../../src/query/sql/dialect.ts'
import { writeCount, writeSql } from '../../../src/query/sql/write-sql.ts'
import type { Expression, Query } from '../../../src/query/tree.ts'
import { clickhouse } from '../../../src/store/clickhouse/query/dialect.ts'
import { openQuestionStore, type QuestionStore } from '../../store/clickhouse/support/question-store.ts'
import { hasClickhouse } from '../../store/clickhouse/support/server.ts'
import { accepted } from '../kql/support/corpus.ts'
import { answerOf, answersOf } from '../support/answers.ts'
import { evaluate, type Row } from '../support/evaluate.ts'
import { events, rowOf } from '../support/events.ts'
import { hardQueries } from '../support/hard-queries.ts'
import { callOf } from '../support/random-choices.ts'
import { randomExpression } from '../support/random-expression.ts'
import { randomQuery } from '../support/random-query.ts'

const everything: Source = {}

const now = 15_463_008_000_000_000n

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
const corpus = [...accepted.filter((_, at) => isWhole || at % 4 === 0), ...hardQueries]

/** Questions about the same events: to store them takes longer than to ask. */
const together = 6

/** All that the engine answers otherwise than the others. The list may become shorter. */
const refused = [
  "Events | project replace_regex(City, 'x*', '-')",
  "Events | project extract_all('(x*)', City)",
  "Events | project countof(City, @'\\b', 'regex')",
  'Events | sort by EventTime asc | extend s = row_window_session(EventTime, 1d, 30m)',
]

it('says what ClickHouse has no words for, which is no function and no query of the corpus', () => {
  const all = [...accepted, ...hardQueries, ...refused]
  expect(all.filter((text) => isRefused(parseKql(text, now)))).toEqual(refused)
})

it('names what ClickHouse has no words for', () => {
  expect(() => writeSql(parseKql(refused[0]!, now), everything, clickhouse)).toThrow(
    'replace_regex by an expression that matches nothing, as x* does, is not supported by a cluster yet',
  )
})

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
    const queue = [...corpus]
    const next = async (): Promise<void> => {
      for (let text = queue.pop(); text !== undefined; text = queue.pop()) {
        try {
          const query = parseKql(text, now)
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
  })

  it('counts multiples from an origin', async () => {
    const long = (value: bigint | null): Expression => ({ kind: 'literal', type: 'long', value })
    const values = [-7n, 0n, 3n, 2n ** 63n - 1n, -(2n ** 63n), null]
    const steps = [5n, 0n, -1n]
    const query: Query = [
      { kind: 'from', rows: { kind: 'values', columns: [], rows: [[]] } },
      {
        kind: 'project',
        columns: values.flatMap((value) =>
          steps.flatMap((step) =>
            [2n, -9n, null].map((origin) => ({
              name: `${value} ${step} ${origin}`,
              value: callOf('long', 'bin', long(value), long(step), long(origin)),
            })),
          ),
        ),
      },
    ]
    const [row] = await store.rows(query, everything)
    for (const [name, value] of Object.entries(row!)) {
      const [given, step, origin] = name.split(' ').map((part) => (part === 'null' ? null : BigInt(part)))
      const expected = evaluate(query, [])[0]!.get(name) as bigint | null
      const isWithin = expected !== null && BigInt.asIntN(64, expected) === expected
      expect([given, step, origin, value]).toEqual([given, step, origin, isWithin ? Number(expected) : null])
    }
  })

  it('refuses a range that is too long once its bounds are known', async () => {
    const ask = (first: string, last: string) =>
      store.rows(
        parseKql(`range x from tolong('${first}') to tolong('${last}') step 1 | count`, now),
        everything,
      )
    expect(await ask('1', '10000000')).toEqual([{ Count: 10_000_000 }])
    const tooLong = 'rivulet: a range has at most 10000000 rows:'
    await expect(ask('1', '10000001')).rejects.toThrow(tooLong)
    await expect(ask('-9223372036854775808', '9223372036854775807')).rejects.toThrow(tooLong)
  })

  // Questions as they come take minutes on a busy machine: `npm run test:cluster` asks them.
  it.runIf(isWhole)(
    'gives the rows that a plain evaluator gives, whatever is asked of whatever was stored',
    async () => {
      await fc.assert(
        fc.asyncProperty(events, fc.gen(), async (stored, generate) => {
          await store.fill(stored)
          for (let at = 0; at < together; at += 1)
            await expectSameRows(randomQuery(generate), everything, stored.map(rowOf))
        }),
        { numRuns: 30 },
      )
    },
  )

  it.runIf(isWhole)('shows only events of the scopes that may be seen', async () => {
    await fc.assert(
      fc.asyncProperty(events, fc.gen(), async (stored, generate) => {
        await store.fill(stored)
        for (const scopes of [[], ['default'], ['other'], ['default', 'other']]) {
          const visible = stored.map(rowOf).filter((row) => scopes.includes(row.get('Scope') as string))
          await expectSameRows(randomQuery(generate), { scopes }, visible)
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
          { kind: 'where', predicate: randomExpression(generate, columnsOf([]), 'bool', 2) },
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
