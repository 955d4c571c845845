import type { Database } from 'better-sqlite3'
import { parseKql } from '../../../query/kql/parse-kql.ts'
import { parseOdata } from '../../../query/odata/parse-odata.ts'
import { shownFields } from '../../../query/odata/shown-fields.ts'
import { isQueryError, queryError } from '../../../query/query-error.ts'
import type { Dialect, Source } from '../../../query/sql/dialect.ts'
import { writeCount, writeSql } from '../../../query/sql/write-sql.ts'
import type { Query } from '../../../query/tree.ts'
import type { Answer, Question } from '../../question.ts'
import { sqlite, sqliteWithDeletions } from './dialect.ts'
import { type Prepares, prepared } from './prepared.ts'
import { readRows } from './rows.ts'

/** Rows that KQL gives at most, and characters of an answer. */
const limits = { preview: 1000, answer: 64 * 1024 * 1024 }

/** Answers questions of one database. OData counts what there is beyond the rows that it takes, KQL does not. */
export function answeringFrom(database: Database): (question: Question) => Answer {
  const from = prepared(database)
  // Of one moment: what comes or is deleted meanwhile is not seen.
  const rowsOf = database.transaction((question: Question) =>
    answers[question.language](from, question as never),
  )
  return (question) => {
    try {
      const { items, total } = rowsOf(question)
      const rows = Buffer.from(`[${items}]`)
      return { kind: 'rows', rows, count: items.length, ...(total !== undefined && { total }) }
    } catch (error) {
      return refused(error) ?? { kind: 'failed', message: (error as Error).message }
    }
  }
}

/** Rows as JSON objects. */
interface Rows {
  readonly items: readonly string[]
  readonly total?: number
}

const answers: {
  readonly [Language in Question['language']]: (
    from: Prepares,
    question: Extract<Question, { language: Language }>,
  ) => Rows
} = {
  kql(from, { text, scopes }) {
    const query = parseKql(text, ticksNow())
    const source = sourceOf(scopes)
    return { items: itemsOf(from, [...query, { kind: 'take', count: limits.preview }], source) }
  },
  odata(from, { options, scopes }) {
    const query = parseOdata(options)
    const source = sourceOf(scopes)
    const items = itemsOf(from, [...query, shownFields(query)], source)
    return { items, total: totalOf(from, query, source, items.length) }
  },
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
    if (length > limits.answer)
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

/** What only the values show: what SQLite says of it, and what we do. */
const faults: Readonly<Record<string, string>> = {
  'integer overflow': 'a sum is larger than 64 bits',
  'string or blob too big': 'a value is too long',
}

function refused(error: unknown): Answer | undefined {
  if (isQueryError(error)) {
    const { message, at, target } = error
    return {
      kind: 'refused',
      message,
      ...(at !== undefined && { at }),
      ...(target !== undefined && { target }),
    }
  }
  const fault = faults[(error as Error).message]
  return fault === undefined ? undefined : { kind: 'refused', message: fault }
}
