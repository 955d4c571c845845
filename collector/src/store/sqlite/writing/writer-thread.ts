// Run by `startWriter`: writes what it is sent, one transaction a message, in the order in which they come.

import { parentPort, workerData } from 'node:worker_threads'
import { type Connection, connect } from '../connect.ts'
import type { Answer, Message } from './start-writer.ts'
import { type Arrivals, arrivalWriter } from './write-arrivals.ts'

const port = parentPort!
let database: ReturnType<typeof connect> | undefined
let write: ReturnType<typeof arrivalWriter> | undefined

const answerTo = (arrivals: Arrivals): Answer => {
  try {
    database ??= connect(workerData as Connection)
    write ??= arrivalWriter(database)
    return { written: write(arrivals) }
  } catch (error) {
    const { message, code } = error as Error & { readonly code?: string }
    return { message, code }
  }
}

port.on('message', (message: Message) => {
  if (message === 'close') {
    database?.close()
    port.close()
  } else port.postMessage(answerTo(message))
})
