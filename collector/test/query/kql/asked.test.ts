import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { columnsOf } from '../../../src/query/columns.ts'
import { parseKql } from '../../../src/query/kql/parse-kql.ts'
import { isQueryError } from '../../../src/query/query-error.ts'
import { writeSql } from '../../../src/query/sql/write-sql.ts'
import type { Query } from '../../../src/query/tree.ts'
import { queriesWithin } from '../../../src/query/walk.ts'
import { sqliteWithDeletions } from '../../../src/store/sqlite/query/dialect.ts'
import { readRows } from '../../../src/store/sqlite/query/rows.ts'
import { type Answer, answerOf } from '../support/answers.ts'
import { evaluate } from '../support/evaluate.ts'
import { openTestStore, rowOf } from '../support/events.ts'
import type { Json } from '../support/values.ts'
import { askedAt, askedEvents } from './support/asked-events.ts'

/**
 * What people ask of web data, in the manner of what they publish and in nobody's words, whether it is answered or not.
 * What each gives is in the file beside it: where that changes, look at each line, then write it anew with `vitest -u`.
 */
const asked = readFileSync(new URL('corpus/asked.kql', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('//'))

const { database, fill } = openTestStore()
fill(askedEvents)

type Outcome = { readonly rows: readonly Answer[]; readonly query: Query } | { readonly refused: string }

function outcomeOf(text: string): Outcome {
  try {
    const query = parseKql(text, askedAt)
    const statement = writeSql(query, {}, sqliteWithDeletions)
    return { query, rows: Array.from(readRows(database, statement), (row) => JSON.parse(row) as Answer) }
  } catch (error) {
    if (!isQueryError(error)) throw new Error(`${text}: ${(error as Error).message}`)
    return { refused: error.message.split(';')[0]! }
  }
}

const outcomes = asked.map((text) => [text, outcomeOf(text)] as const)
const answered = outcomes.flatMap(([text, outcome]) => ('rows' in outcome ? [{ text, ...outcome }] : []))

/** Arrays made of groups, and rows that nobody has put in an order, are alike in any. */
const shown = (rows: readonly Answer[]): readonly string[] =>
  rows.map((row) => JSON.stringify(Object.values(row).map(sortedWithin))).toSorted()

const sortedWithin = (value: Json): Json =>
  Array.isArray(value)
    ? value.map(sortedWithin).toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))
    : typeof value === 'number'
      ? Number(value.toPrecision(12))
      : value

/** Whether another engine may give other rows, and be right: any so many of them, or any one of a group. */
const isOpen = (query: Query): boolean =>
  queriesWithin(query)
    .flat()
    .some(
      (step) =>
        step.kind === 'take' ||
        step.kind === 'sample' ||
        (step.kind === 'join' && step.flavor === 'innerUnique'),
    )

it('is three hundred different questions, of which three fifths at least are answered', () => {
  expect(new Set(asked).size).toBe(asked.length)
  expect(asked.length).toBeGreaterThanOrEqual(300)
  expect(answered.length / asked.length).toBeGreaterThanOrEqual(0.6)
})

it('each gives what is written beside it', async () => {
  const lines = outcomes.map(([text, outcome]) => {
    if ('refused' in outcome) return `- ${text}\n    ${outcome.refused}`
    const { rows, query } = outcome
    const first = isOpen(query) ? '' : ` ${shown(rows)[0]?.slice(0, 160) ?? ''}`
    return `${text}\n    ${rows.length}${first}`
  })
  const share = `// ${answered.length} of ${asked.length} are answered`
  await expect([share, ...lines, ''].join('\n')).toMatchFileSnapshot('corpus/asked.answers.txt')
})

it('the evaluator gives the same rows', () => {
  const events = askedEvents.map(rowOf)
  for (const { text, rows, query } of answered) {
    const expected = evaluate(query, events).map((row) => answerOf(row, columnsOf(query)))
    expect([text, rows.length]).toEqual([text, expected.length])
    if (!isOpen(query)) expect([text, ...shown(rows)]).toEqual([text, ...shown(expected)])
  }
})
