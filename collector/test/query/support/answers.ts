import { writeTicks, writeTimespan } from '../../../src/model/ticks.ts'
import { type ColumnType, columnsOf } from '../../../src/query/columns.ts'
import type { Query } from '../../../src/query/tree.ts'
import type { Row } from './evaluate.ts'
import type { Json } from './values.ts'

export type Answer = Readonly<Record<string, Json>>

/** A row of the evaluator as it is answered. */
export const answerOf = (row: Row, columns: readonly ColumnType[]): Answer =>
  Object.fromEntries(
    columns.map(({ name, type }) => {
      const value = row.get(name) ?? null
      if (typeof value === 'number' && !Number.isFinite(value)) return [name, String(value)]
      if (typeof value !== 'bigint') return [name, value as Json]
      return [
        name,
        type === 'datetime' ? writeTicks(value) : type === 'timespan' ? writeTimespan(value) : Number(value),
      ]
    }),
  )

/** Rows to compare: in their order where the last thing asked for is one, and arrays made of groups in any. */
export function answersOf(answers: readonly Answer[], query: Query): readonly string[] {
  const last = query.findLast(({ kind }) => kind !== 'where' && kind !== 'project')
  const texts = answers.map((answer) =>
    JSON.stringify(
      columnsOf(query).map(({ name }) =>
        /^(list|set|setOfElements) /.test(name) && Array.isArray(answer[name])
          ? sorted(answer[name]!)
          : answer[name]!,
      ),
      (_, part) => (part === 0 ? 0 : part),
    ),
  )
  return last?.kind === 'take' ? texts : texts.toSorted()
}

const sorted = (array: Json): Json =>
  (array as readonly Json[]).toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))
