import { fork } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Answer, Question } from '../../question.ts'
import { residentBytes } from './resident-bytes.ts'
import { startedMessage } from './started-message.ts'

/** A process that answers one question at a time. */
export interface QueryWorker {
  /**
   * @param timeoutMs - milliseconds, after which the question is dropped, and this ends if it is at it: one that is still
   *   starting is as good for the next question
   * @param signal - when it aborts, nobody waits for the answer any more
   */
  ask(question: Question, timeoutMs: number, signal: AbortSignal | undefined): Promise<Answer>
  /** What it was asked is answered: not now. */
  end(): void
}

// Built, whether this runs built or from its source.
const program = fileURLToPath(
  new URL('../../../../dist/store/sqlite/query/worker-process.js', import.meta.url),
)

/** Megabytes of JavaScript's heap; bytes of memory in all; milliseconds between looks at how much it is. */
const limits = { heap: 512, memory: 1024 * 1024 * 1024, look: 250 }

const tooMuch: Answer = { kind: 'refused', message: 'the query needs too much memory; ask for less' }

/**
 * @param file - the store
 * @param ended - told when it ends, of itself too; what it was asked has been answered then
 */
export function startQueryWorker(file: string, ended: (worker: QueryWorker) => void): QueryWorker {
  const child = fork(program, [file], {
    execArgv: [`--max-old-space-size=${limits.heap}`],
    // Nothing of the collector's: its environment may hold keys.
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  // After what comes in, which must not wait for what is asked.
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW)
  child.unref()
  child.channel?.unref()

  let hasStarted = false
  let answer: ((answer: Answer) => void) | undefined
  let begin: (() => void) | undefined
  child.on('message', (given: Answer | typeof startedMessage) => {
    if (given !== startedMessage) {
      answer?.(given)
      return
    }
    hasStarted = true
    begin?.()
  })
  child.on('error', (error) => answer?.({ kind: 'failed', message: error.message }))
  child.on('exit', (_code, signal) => {
    // V8 aborts a process whose heap is full.
    answer?.(signal === 'SIGABRT' ? tooMuch : { kind: 'failed', message: 'the process of the query ended' })
    ended(worker)
  })

  const worker: QueryWorker = {
    ask: (question, timeoutMs, signal) =>
      new Promise((resolve) => {
        const deadline = performance.now() + timeoutMs
        const drop = (reason: Answer) => {
          answer?.(reason)
          // Ended before it has started, none ever would where that takes longer than a question may.
          if (hasStarted) worker.end()
        }
        const late = setTimeout(drop, timeoutMs, {
          kind: 'refused',
          message: `the query took longer than ${Math.ceil(timeoutMs / 1000)} seconds and was dropped; ask for less`,
        })
        const watch = setInterval(() => {
          if (residentBytes(child.pid ?? 0) > limits.memory) drop(tooMuch)
        }, limits.look)
        const leave = () => drop({ kind: 'busy' })
        signal?.addEventListener('abort', leave)
        answer = (given) => {
          answer = undefined
          begin = undefined
          clearTimeout(late)
          clearInterval(watch)
          signal?.removeEventListener('abort', leave)
          resolve(given)
        }
        begin = () => child.send({ question, timeoutMs: deadline - performance.now() })
        if (hasStarted) begin()
      }),
    end() {
      answer?.({ kind: 'busy' })
      child.kill('SIGKILL')
      ended(worker)
    },
  }
  return worker
}
