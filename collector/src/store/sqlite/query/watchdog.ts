import { workerData } from 'node:worker_threads'

// Run by the process that answers questions, in a thread of its own: a statement of SQLite that runs lets nothing else
// happen in its thread. The collector ends what takes too long; this ends it where the collector is no more, or stopped.

/** Milliseconds between two looks. */
const interval = 500

export interface Watched {
  /** When the question that is answered has to be: one number of 64 bits, milliseconds since the epoch; 0 for none. */
  readonly deadline: SharedArrayBuffer
  /** The process that this one answers. */
  readonly collector: number
}

const { deadline: shared, collector } = workerData as Watched
const deadline = new BigInt64Array(shared)

setInterval(() => {
  const end = Atomics.load(deadline, 0)
  const isLate = end !== 0n && BigInt(Date.now()) > end
  // Whose parent has died is given to another.
  if (isLate || process.ppid !== collector) process.kill(process.pid, 'SIGKILL')
}, interval)
