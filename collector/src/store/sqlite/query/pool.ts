import type { Answer, Question } from '../../question.ts'
import { type QueryWorker, startQueryWorker } from './worker.ts'

export interface QueryPool {
  /** @param signal - when it aborts, nobody waits for the answer any more */
  ask(question: Question, signal?: AbortSignal): Promise<Answer>
  close(): void
}

export interface QueryPoolOptions {
  /** Questions answered at once, each by a process of its own. Default: 2. */
  readonly processes?: number
  /** Questions that may wait for their turn. Default: 32. */
  readonly waiting?: number
  /** Milliseconds from when it is asked until a question is answered or dropped. Default: two minutes. */
  readonly timeoutMs?: number
}

/** Milliseconds that a question must have left to be begun: a process takes as long to start. */
const least = 100

interface Asked {
  readonly question: Question
  readonly signal: AbortSignal | undefined
  /** Milliseconds since the process began. */
  readonly deadline: number
  resolve(answer: Answer): void
}

/**
 * Answers questions about the events of an embedded store in processes of their own: a query that is running cannot be
 * interrupted, only the process that runs it.
 *
 * @param file - the store
 */
export function openQueryPool(
  file: string,
  { processes = 2, waiting: maxWaiting = 32, timeoutMs = 120_000 }: QueryPoolOptions = {},
): QueryPool {
  const waiting: Asked[] = []
  const running = new Set<QueryWorker>()
  let idle: QueryWorker[] = []

  const start = (): QueryWorker => {
    const worker = startQueryWorker(file, (ended) => {
      running.delete(ended)
      idle = idle.filter((each) => each !== ended)
      next()
    })
    running.add(worker)
    return worker
  }

  /** Those whose time is over while they wait hear it then: they may ask again. */
  const dropLate = () => {
    const late = waiting.filter(({ deadline }) => deadline - performance.now() < least)
    for (const asked of late) {
      waiting.splice(waiting.indexOf(asked), 1)
      asked.resolve({ kind: 'busy' })
    }
  }

  const next = () => {
    dropLate()
    while (waiting.length > 0 && (idle.length > 0 || running.size < processes)) {
      const { question, signal, deadline, resolve } = waiting.shift()!
      if (signal?.aborted) {
        resolve({ kind: 'busy' })
        continue
      }
      const worker = idle.pop() ?? start()
      worker.ask(question, deadline - performance.now(), signal).then((answer) => {
        if (running.has(worker)) idle.push(worker)
        resolve(answer)
        next()
      })
    }
  }

  return {
    ask: (question, signal) =>
      new Promise((resolve) => {
        if (waiting.length >= maxWaiting) {
          resolve({ kind: 'busy' })
          return
        }
        const late = setTimeout(dropLate, timeoutMs).unref()
        const answered = (answer: Answer) => {
          clearTimeout(late)
          resolve(answer)
        }
        waiting.push({ question, signal, deadline: performance.now() + timeoutMs, resolve: answered })
        next()
      }),
    close() {
      for (const { resolve } of waiting.splice(0)) resolve({ kind: 'busy' })
      for (const worker of running) worker.end()
    },
  }
}
