// Run by `openQueryPool`: answers one question after the other, and ends with the collector.

import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Question } from '../../question.ts'
import { answeringFrom } from './answer-question.ts'
import { openForQueries } from './open-for-queries.ts'
import { startedMessage } from './started-message.ts'
import type { Watched } from './watchdog.ts'

/** Milliseconds past its time that a question has until the process ends itself: the collector was to end it. */
const grace = 2_000

const answer = answeringFrom(openForQueries(process.argv[2]!))
const shared = new SharedArrayBuffer(8)
const deadline = new BigInt64Array(shared)
// Asked at once: where the thread starts late, the collector may be another's by then.
const watched: Watched = { deadline: shared, collector: process.ppid }
const watchdog = new Worker(new URL('./watchdog.js', import.meta.url), { workerData: watched })
watchdog.unref()

process.on('message', ({ question, timeoutMs }: { question: Question; timeoutMs: number }) => {
  Atomics.store(deadline, 0, BigInt(Math.ceil(Date.now() + timeoutMs + grace)))
  const given = answer(question)
  Atomics.store(deadline, 0, 0n)
  process.send!(given)
})
process.on('disconnect', () => process.exit())
// Nothing runs unwatched.
once(watchdog, 'online').then(() => process.send!(startedMessage))
