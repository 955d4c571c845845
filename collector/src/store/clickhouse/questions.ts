import { isQueryError, queryError } from '../../query/query-error.ts'
import type { Source } from '../../query/sql/dialect.ts'
import { writeCount, writeSql } from '../../query/sql/write-sql.ts'
import type { Query } from '../../query/tree.ts'
import { planQuestion, refusalOf } from '../plan-question.ts'
import type { Answer, Question } from '../question.ts'
import type { Cluster } from './cluster.ts'
import { codeOf, isOfServer } from './failures.ts'
import type { Settings } from './node.ts'
import { clickhouse } from './query/dialect.ts'
import { type EngineRow, rowWriter, textsOf } from './query/rows.ts'
import { seriesFault } from './query/series.ts'

/** Questions that a collector asks at once; characters of an answer; bytes of the server's memory for one of them. */
const limits = { running: 8, answer: 64 * 1024 * 1024, memory: 4 * 1024 * 1024 * 1024 }

/** Milliseconds in which the server says itself that a question's time is over. */
const grace = 500

/** What a question is asked with: it changes nothing, and may be long. */
export const questionSettings = (seconds: number): Settings => ({
  readonly: '2',
  max_execution_time: seconds,
  max_memory_usage: String(limits.memory),
  // Sorting and grouping go on in files.
  max_bytes_before_external_group_by: String(limits.memory / 4),
  max_bytes_before_external_sort: String(limits.memory / 4),
  max_query_size: '4194304',
  max_ast_depth: '10000',
  max_ast_elements: '1000000',
  max_expanded_ast_elements: '5000000',
  max_parser_depth: '10000',
  cancel_http_readonly_queries_on_client_close: 1,
  // A partner that is missing is null; what is shared is computed once; shards ask each other.
  join_use_nulls: 1,
  enable_materialized_cte: 1,
  distributed_product_mode: 'global',
})

/** What only the engine finds wrong with a question, by its codes. */
const faults: Readonly<Record<string, string>> = {
  70: 'a sum is larger than 64 bits',
  128: 'a value is too long',
  131: 'a value is too long',
  167: 'the query is too long; ask for less at once',
  168: 'the query is too long; ask for less at once',
  306: 'the query is nested too deep',
  241: 'the query needs too much memory; ask for less',
  62: 'the query is too long; ask for less at once',
}

export interface Questions {
  ask(question: Question, signal?: AbortSignal): Promise<Answer>
  close(): void
}

/** @param questionTime - milliseconds that a question may take */
export function openQuestions(cluster: Pick<Cluster, 'rows'>, questionTime: number): Questions {
  const seconds = Math.ceil(questionTime / 1000)
  const settings = questionSettings(seconds)
  const ends = new Set<AbortController>()

  const answer = async (question: Question, signal: AbortSignal): Promise<Answer> => {
    const { query, counted, rendering } = planQuestion(question, BigInt(Date.now()) * 10_000n)
    const source: Source = question.scopes === undefined ? {} : { scopes: question.scopes }
    const items = await itemsOf(query, source, signal)
    const total = counted && (await totalOf(counted, source, items.length, signal))
    return {
      kind: 'rows',
      rows: Buffer.from(`[${items}]`),
      count: items.length,
      ...(total !== undefined && { total }),
      ...(rendering && { rendering }),
    }
  }

  const itemsOf = async (query: Query, source: Source, signal: AbortSignal): Promise<readonly string[]> => {
    const statement = writeSql(query, source, clickhouse)
    const rows = await asked(statement, signal)
    const items = rows.map(rowWriter(statement))
    if (items.reduce((sum, { length }) => sum + length, 0) > limits.answer)
      throw queryError('the answer is too long; take fewer events or project fewer columns')
    return items
  }

  /** How many there are before some are skipped and taken. The end of them says it too, where it was reached. */
  const totalOf = async (query: Query, source: Source, items: number, signal: AbortSignal) => {
    const { count = 0, skip = 0 } = query.find((step) => step.kind === 'take') ?? {}
    if (items < count && (items > 0 || skip === 0)) return skip + items
    const [row] = await asked(writeCount(query, source, clickhouse), signal)
    return Number(row!.c0)
  }

  const asked = (
    { text, parameters }: { readonly text: string; readonly parameters: Parameters<typeof textsOf>[0] },
    signal: AbortSignal,
  ) => cluster.rows<EngineRow>(text, textsOf(parameters), settings, signal)

  return {
    async ask(question, signal) {
      if (signal?.aborted || ends.size >= limits.running) return { kind: 'busy' }
      const end = new AbortController()
      const leave = () => end.abort()
      signal?.addEventListener('abort', leave)
      ends.add(end)
      let isLate = false
      // The server looks at its clock between blocks, and not while it reads a question.
      const deadline = setTimeout(() => {
        isLate = true
        end.abort()
      }, questionTime + grace)
      try {
        return await answer(question, end.signal)
      } catch (error) {
        if (isLate) return tookLonger(seconds)
        return end.signal.aborted ? { kind: 'busy' } : failed(error, seconds)
      } finally {
        clearTimeout(deadline)
        signal?.removeEventListener('abort', leave)
        ends.delete(end)
      }
    },
    close() {
      for (const end of ends) end.abort()
    },
  }
}

const tookLonger = (seconds: number): Exclude<Answer, { kind: 'rows' }> => ({
  kind: 'refused',
  message: `the query took longer than ${seconds} seconds and was dropped; ask for less`,
})

export function failed(thrown: unknown, seconds: number): Exclude<Answer, { kind: 'rows' }> {
  // A cluster that is away says so by another server's error.
  const error = ((thrown as Error).cause ?? thrown) as Error
  if (isQueryError(thrown)) return refusalOf(thrown)!
  const code = codeOf(error)
  if (code === '159' || code === '160') return tookLonger(seconds)
  // A series or a range that is none: the statement says in our words why.
  const said = code === '395' ? seriesFault.exec(error.message)?.[1] : undefined
  const fault = said ?? (code === undefined ? undefined : faults[code])
  if (fault !== undefined && !isOfServer(error)) return { kind: 'refused', message: fault }
  return { kind: 'failed', message: (thrown as Error).message }
}
