import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Connection } from '../connect.ts'
import type { Arrivals, Written } from './write-arrivals.ts'

/** What the thread is sent, and what it answers. */
export type Message = Arrivals | 'close'
export type Answer =
  | { readonly written: Written }
  | { readonly message: string; readonly code: string | undefined }

export interface Writer {
  /** Resolves when all of it is on disk; rejects when nothing of it is. What comes first is written first. */
  write(arrivals: Arrivals): Promise<Written>
  /** Ends the thread. What is sent has been answered before. */
  close(): Promise<void>
}

// Built, whether this runs built or from its source.
const program = fileURLToPath(
  new URL('../../../../dist/store/sqlite/writing/writer-thread.js', import.meta.url),
)

interface Waiting {
  resolve(written: Written): void
  reject(error: Error): void
}

/**
 * Writes by a thread of its own: while SQLite writes and the disk is waited for, the next requests are read. It begins with
 * what is written first; where it ends of itself, what it was sent is rejected, and the next write begins another.
 */
export function startWriter({ file, isLasting }: Connection): Writer {
  let running: { readonly thread: Worker; readonly waiting: Waiting[] } | undefined
  let isOpen = true

  const start = () => {
    const thread = new Worker(program, { workerData: { file, isLasting } satisfies Connection })
    const waiting: Waiting[] = []
    const begun = { thread, waiting }
    const end = (error: Error) => {
      if (running === begun) running = undefined
      for (const { reject } of waiting.splice(0)) reject(error)
    }
    thread.on('message', (answer: Answer) => {
      const { resolve, reject } = waiting.shift()!
      // The process has to stay as long as somebody waits, and no longer.
      if (waiting.length === 0) thread.unref()
      if ('written' in answer) resolve(answer.written)
      else reject(Object.assign(new Error(answer.message), { code: answer.code }))
    })
    thread.on('error', end)
    thread.on('exit', () => end(new Error('the thread that writes has ended')))
    return begun
  }

  return {
    write: (arrivals) =>
      new Promise((resolve, reject) => {
        if (!isOpen) {
          reject(new Error('the store is not open'))
          return
        }
        running ??= start()
        const { thread, waiting } = running
        if (waiting.length === 0) thread.ref()
        waiting.push({ resolve, reject })
        thread.postMessage(arrivals satisfies Message)
      }),
    async close() {
      isOpen = false
      if (running === undefined) return
      const { thread } = running
      const exit = once(thread, 'exit')
      thread.ref()
      thread.postMessage('close' satisfies Message)
      await exit
    },
  }
}
