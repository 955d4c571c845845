import { readKql } from '../query/kql/parse-kql.ts'
import type { Rendering } from '../query/kql/render.ts'
import { feedQuery } from '../query/odata/feed-query.ts'
import { parseOdata } from '../query/odata/parse-odata.ts'
import { shownFields } from '../query/odata/shown-fields.ts'
import { isQueryError } from '../query/query-error.ts'
import type { Query } from '../query/tree.ts'
import type { Answer, Question } from './question.ts'

/** Rows that KQL gives at most. */
const preview = 1000

/** What an engine has to do for a question. */
export interface QuestionPlan {
  /** Gives the rows of the answer. */
  readonly query: Query
  /** Whose rows are counted beyond those that it skips and takes. Absent: nothing is counted. */
  readonly counted?: Query
  /** How the answer is to be drawn, where the question says so. */
  readonly rendering?: Rendering
}

/**
 * Plans the answer: KQL gives a first thousand rows, OData counts what there is beyond the rows that it takes.
 *
 * @param now - what KQL's `now()` is: ticks since the epoch
 * @throws QueryError when the question cannot be read, or is none of ours
 */
export function planQuestion(question: Question, now: bigint): QuestionPlan {
  if (question.language === 'kql') {
    const { query, ...rendering } = readKql(question.text, now)
    return { query: [...query, { kind: 'take', count: preview }], ...rendering }
  }
  const { options, page } = question
  if (page) {
    const asked = parseOdata(options, page)
    // Behind an event, the end of the rows does not say how many there are.
    const counted = page.after ? asked.filter(({ kind }) => kind !== 'take') : asked
    return { query: feedQuery(asked, page.after), ...(page.isCounted && { counted }) }
  }
  const counted = parseOdata(options)
  return { query: [...counted, shownFields(counted)], counted }
}

/** What is answered when this was thrown; nothing, when it does not say what is wrong with the question. */
export function refusalOf(error: unknown): Extract<Answer, { readonly kind: 'refused' }> | undefined {
  if (!isQueryError(error)) return undefined
  const { message, at, target } = error
  return {
    kind: 'refused',
    message,
    ...(at !== undefined && { at }),
    ...(target !== undefined && { target }),
  }
}
