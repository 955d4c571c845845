// Run by `startRelay`: sends what is stored to all targets, until it is to stop or the collector is gone.

import type { Progress } from '../store/relay-journal.ts'
import { openFollower } from '../store/sqlite/follower.ts'
import type { FromRelay, ToRelay } from './messages.ts'
import { createPace } from './pace.ts'
import { createPump } from './pump.ts'
import { relayCluster } from './relay-cluster.ts'
import type { TargetStatus } from './relay-status.ts'
import { sleepUntil } from './sleeper.ts'

/** Milliseconds between reports. */
const reporting = 500

const stopping = new AbortController()
const pace = createPace()
const saving = new Map<number, { resolve(): void; reject(reason: Error): void }>()
let saves = 0

const tell = (message: FromRelay) => void process.send?.(message)

const save = (progress: Progress) =>
  new Promise<void>((resolve, reject) => {
    saves += 1
    saving.set(saves, { resolve, reject })
    tell({ kind: 'save', number: saves, progress })
  })

/** Says how targets are, until all is relayed that is to be. */
async function run(relay: Promise<unknown>, status: () => readonly TargetStatus[]): Promise<void> {
  const report = () => tell({ kind: 'status', targets: status() })
  const timer = setInterval(report, reporting)
  await relay
  clearInterval(timer)
  report()
  process.disconnect()
}

async function runFile({ file, targets, cursors }: Extract<ToRelay, { kind: 'start' }>): Promise<void> {
  const follower = openFollower(file)
  const pumps = targets.map((target) =>
    createPump(target, cursors[target.name] ?? '', {
      follower,
      pace,
      save,
      sleep: (milliseconds) => sleepUntil(milliseconds, stopping.signal),
      isStopping: () => stopping.signal.aborted,
    }),
  )
  const ended = Promise.all(pumps.map((pump) => pump.run())).then(follower.close)
  await run(ended, () => pumps.map(({ status }) => status()))
}

async function runCluster({ targets, ...cluster }: Extract<ToRelay, { kind: 'start cluster' }>) {
  const relay = relayCluster(cluster, targets, pace, stopping.signal)
  await run(relay.run(), relay.status)
}

// Another collector may have the store by now, and a relay of its own.
process.on('disconnect', () => process.exit(0))
process.on('message', (message: ToRelay) => {
  if (message.kind === 'start') void runFile(message)
  else if (message.kind === 'start cluster') void runCluster(message)
  else if (message.kind === 'busy') pace.collectorIs(message.utilization)
  else if (message.kind === 'stop') stopping.abort()
  else {
    const waiting = saving.get(message.number)
    saving.delete(message.number)
    if (message.isOnDisk) waiting?.resolve()
    else waiting?.reject(new Error('it could not be saved'))
  }
})
