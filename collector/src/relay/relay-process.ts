// Run by `startRelay`: sends what is stored to all targets, until it is to stop or the collector is gone.

import type { Progress } from '../store/relay-journal.ts'
import { openFollower } from '../store/sqlite/follower.ts'
import type { FromRelay, ToRelay } from './messages.ts'
import { createPump } from './pump.ts'

/** Milliseconds between reports. */
const reporting = 500

const stopping = new AbortController()
const saving = new Map<number, { resolve(): void; reject(reason: Error): void }>()
let saves = 0

const tell = (message: FromRelay) => void process.send?.(message)

const save = (progress: Progress) =>
  new Promise<void>((resolve, reject) => {
    saves += 1
    saving.set(saves, { resolve, reject })
    tell({ kind: 'save', number: saves, progress })
  })

const sleep = (milliseconds: number) =>
  new Promise<void>((resolve) => {
    if (stopping.signal.aborted) return resolve()
    const wake = () => {
      clearTimeout(timer)
      stopping.signal.removeEventListener('abort', wake)
      resolve()
    }
    const timer = setTimeout(wake, milliseconds)
    stopping.signal.addEventListener('abort', wake)
  })

async function run({ file, targets, cursors }: Extract<ToRelay, { kind: 'start' }>): Promise<void> {
  const follower = openFollower(file)
  const pumps = targets.map((target) =>
    createPump(target, cursors[target.name] ?? '', {
      follower,
      save,
      sleep,
      isStopping: () => stopping.signal.aborted,
    }),
  )
  const report = () => tell({ kind: 'status', targets: pumps.map(({ status }) => status()) })
  const timer = setInterval(report, reporting)
  await Promise.all(pumps.map((pump) => pump.run()))
  clearInterval(timer)
  report()
  follower.close()
  process.disconnect()
}

// Another collector may have the store by now, and a relay of its own.
process.on('disconnect', () => process.exit(0))
process.on('message', (message: ToRelay) => {
  if (message.kind === 'start') void run(message)
  else if (message.kind === 'stop') stopping.abort()
  else {
    const waiting = saving.get(message.number)
    saving.delete(message.number)
    if (message.isOnDisk) waiting?.resolve()
    else waiting?.reject(new Error('it could not be saved'))
  }
})
