import { writeTicks, writeTimespan } from '../../../src/model/ticks.ts'
import { columnsOf } from '../../../src/query/columns.ts'
import type { Query } from '../../../src/query/tree.ts'
import { planQuestion, refusalOf } from '../../../src/store/plan-question.ts'
import type { Answer, Question } from '../../../src/store/question.ts'
import { evaluate, type Row } from '../../query/support/evaluate.ts'

/** Answers a question about these rows by the plainest means. */
export function answerFrom(rows: readonly Row[], question: Question): Answer {
  const { scopes } = question
  const visible = scopes ? rows.filter((row) => scopes.includes(row.get('Scope') as string)) : rows
  try {
    const { query, counted } = planQuestion(question, BigInt(Date.now()) * 10_000n)
    const answers = evaluate(query, visible).map((row) => written(row, query))
    const total =
      counted &&
      evaluate(
        counted.filter(({ kind }) => kind !== 'take'),
        visible,
      ).length
    return {
      kind: 'rows',
      rows: Buffer.from(`[${answers}]`),
      count: answers.length,
      ...(total !== undefined && { total }),
    }
  } catch (error) {
    return refusalOf(error) ?? { kind: 'failed', message: (error as Error).message }
  }
}

const written = (row: Row, query: Query): string => {
  const members = columnsOf(query).map(({ name, type }) => {
    const value = row.get(name) ?? null
    if (typeof value !== 'bigint') return `${JSON.stringify(name)}:${JSON.stringify(value)}`
    const text =
      type === 'datetime'
        ? JSON.stringify(writeTicks(value))
        : type === 'timespan'
          ? JSON.stringify(writeTimespan(value))
          : String(value)
    return `${JSON.stringify(name)}:${text}`
  })
  return `{${members}}`
}
