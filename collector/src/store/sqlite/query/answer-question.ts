import type { Database } from 'better-sqlite3'
import { queryError } from '../../../query/query-error.ts'
import type { Dialect, Source } from '../../../query/sql/dialect.ts'
import { writeCount, writeSql } from '../../../query/sql/write-sql.ts'
import type { Query } from '../../../query/tree.ts'
import { planQuestion, refusalOf } from '../../plan-question.ts'
import type { Answer, Question } from '../../question.ts'
import { sqlite, sqliteWithDeletions } from './dialect.ts'
import { type Prepares, prepared } from './prepared.ts'
import { readRows } from './rows.ts'

/** Characters of an answer. */
const longest = 64 * 1024 * 1024

/** Answers questions of one database. */
export function answeringFrom(database: Database): (question: Question) => Answer {
  const from = prepared(database)
  // Of one moment: what comes or is deleted meanwhile is not seen.
  const rowsOf = database.transaction((question: Question) => {
    const { query, counted, rendering } = planQuestion(question, ticksNow())
    const source = sourceOf(question.scopes)
    const items = itemsOf(from, query, source)
    return {
      items,
      ...(counted && { total: totalOf(from, counted, source, items.length) }),
      ...(rendering && { rendering }),
    }
  })
  return (question) => {
    try {
      const { items, ...others } = rowsOf(question)
      return { kind: 'rows', rows: Buffer.from(`[${items}]`), count: items.length, ...others }
    } catch (error) {
      return refused(error) ?? { kind: 'failed', message: (error as Error).message }
    }
  }
}

/** Absent scopes are all of them. */
const sourceOf = (scopes: readonly string[] | undefined): Source => (scopes === undefined ? {} : { scopes })

const ticksNow = () => BigInt(Date.now()) * 10_000n

/** Looked up once a question: it costs less than to look out for what is not there. */
const dialectOf = (from: Prepares): Dialect =>
  from.prepare('SELECT 1 FROM deletions LIMIT 1').get() === undefined ? sqlite : sqliteWithDeletions

function itemsOf(from: Prepares, query: Query, source: Source): readonly string[] {
  const items: string[] = []
  let length = 0
  for (const item of readRows(from, writeSql(query, source, dialectOf(from)))) {
    length += item.length
    if (length > longest)
      throw queryError('the answer is too long; take fewer events or project fewer columns')
    items.push(item)
  }
  return items
}

/** How many there are before some are skipped and taken. The end of them says it too, where it was reached. */
function totalOf(from: Prepares, query: Query, source: Source, items: number): number {
  const { count = 0, skip = 0 } = query.find((step) => step.kind === 'take') ?? {}
  if (items < count && (items > 0 || skip === 0)) return skip + items
  const { text, parameters } = writeCount(query, source, dialectOf(from))
  return Number(
    from
      .prepare(text)
      .pluck()
      .get(...parameters),
  )
}

/** What only the values show: what SQLite or V8 says of it, and what we do. */
const faults: Readonly<Record<string, string>> = {
  'integer overflow': 'a sum is larger than 64 bits',
  'string or blob too big': 'a value is too long',
  'Invalid string length': 'a value is too long',
}

function refused(error: unknown): Answer | undefined {
  const fault = faults[(error as Error).message]
  return fault === undefined ? refusalOf(error) : { kind: 'refused', message: fault }
}
