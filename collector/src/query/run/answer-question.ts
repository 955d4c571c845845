import type { Database } from 'better-sqlite3'
import { parseKql } from '../kql/parse-kql.ts'
import { parseOdata } from '../odata/parse-odata.ts'
import { shownFields } from '../odata/shown-fields.ts'
import { isQueryError, queryError } from '../query-error.ts'
import type { Source } from '../sql/dialect.ts'
import { readRows } from '../sql/read-rows.ts'
import { sqlite } from '../sql/sqlite.ts'
import { writeCount, writeSql } from '../sql/write-sql.ts'
import type { Query } from '../tree.ts'
import { type Prepares, prepared } from './prepared.ts'
import type { Answer, Question } from './question.ts'

/** Rows that KQL gives at most, and characters of an answer. */
const limits = { preview: 1000, answer: 64 * 1024 * 1024 }

/** Answers as the Profile Store does: OData with `total`, KQL with `count`, both with `items`. */
export function answeringFrom(database: Database): (question: Question) => Answer {
  const from = prepared(database)
  // Of one moment: what comes or is deleted meanwhile is not seen.
  const answer = database.transaction((question: Question) =>
    bodies[question.language](from, question as never),
  )
  return (question) => {
    try {
      return { kind: 'answered', body: Buffer.from(answer(question)) }
    } catch (error) {
      return refused(error) ?? { kind: 'failed', message: (error as Error).message }
    }
  }
}

const bodies: {
  readonly [Language in Question['language']]: (
    from: Prepares,
    question: Extract<Question, { language: Language }>,
  ) => string
} = {
  kql(from, { text, scopes }) {
    const query = parseKql(text, ticksNow())
    const source = sourceOf(from, scopes)
    const items = itemsOf(from, [...query, { kind: 'take', count: limits.preview }], source)
    return `{"items":[${items}],"count":${items.length}}`
  },
  odata(from, { options, scopes }) {
    const query = parseOdata(options)
    const source = sourceOf(from, scopes)
    const items = itemsOf(from, [...query, shownFields(query)], source)
    const total = totalOf(from, query, source, items.length)
    return `{"total":${total},"count":${items.length},"items":[${items}]}`
  },
}

const ticksNow = () => BigInt(Date.now()) * 10_000n

const sourceOf = (from: Prepares, scopes: readonly string[] | undefined): Source => ({
  ...(scopes !== undefined && { scopes }),
  hasDeletions: from.prepare('SELECT 1 FROM deletions LIMIT 1').get() !== undefined,
})

function itemsOf(from: Prepares, query: Query, source: Source): readonly string[] {
  const items: string[] = []
  let length = 0
  for (const item of readRows(from, writeSql(query, source, sqlite))) {
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
  const { text, parameters } = writeCount(query, source, sqlite)
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
