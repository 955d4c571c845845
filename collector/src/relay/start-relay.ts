import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { getPriority, setPriority } from 'node:os'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import type { RelayJournal } from '../store/relay-journal.ts'
import type { FromRelay, ToRelay } from './messages.ts'
import type { RelayedCluster } from './relay-cluster.ts'
import type { TargetStatus } from './relay-status.ts'
import type { Target } from './target.ts'

/** What the relay says to the log. */
export interface RelayLog {
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}

export interface Relay {
  status(): readonly TargetStatus[]
  /** Lets what is on its way come to its end, for a moment. */
  stop(): Promise<void>
}

// Built, whether this runs built or from its source.
const program = fileURLToPath(new URL('../../dist/relay/relay-process.js', import.meta.url))

/** How much nicer its process is: where others want all of the processor, it has a seventh of one. */
const nicer = 5

/** Megabytes of JavaScript's heap; milliseconds to stop in, and between restarts. */
const limits = { heap: 256, stop: 3_000, firstRestart: 1_000, lastRestart: 60_000 }

/** A store that is a file, which this process alone writes to. */
export interface RelayedFile {
  readonly file: string
  readonly journal: RelayJournal
}

/**
 * Relays events by a process of its own: what reads, writes and waits for others there keeps nobody waiting who sends events
 * here. It ends with this process, however that ends.
 *
 * @param store - of a cluster its process notes by itself how far it is
 */
export async function startRelay(
  store: RelayedFile | RelayedCluster,
  targets: readonly Target[],
  log: RelayLog,
): Promise<Relay> {
  if ('journal' in store) await begin(store.journal, targets)
  let statuses: readonly TargetStatus[] = []
  let child: ChildProcess | undefined
  let isStopping = false
  let restart = limits.firstRestart
  let timer: NodeJS.Timeout | undefined

  const utilization = watchLoop()

  const save = async ({ number, progress }: Extract<FromRelay, { kind: 'save' }>) => {
    // Its process asks for it where the store is a file.
    const isOnDisk = await (store as RelayedFile).journal.save([progress]).then(
      () => true,
      (error: Error) => {
        log.error({ target: progress.target, reason: error.message }, 'what was relayed could not be noted')
        return false
      },
    )
    return { kind: 'saved', number, isOnDisk } as const
  }
  const onStatus = (targets: readonly TargetStatus[]) => {
    tellChanges(statuses, targets, log)
    statuses = targets
  }
  const beginning = async (): Promise<ToRelay> =>
    'journal' in store
      ? { kind: 'start', file: store.file, targets, cursors: await store.journal.cursors() }
      : { kind: 'start cluster', targets, ...store }
  const start = async () => {
    const first = await beginning()
    if (isStopping) return
    const started = fork(program, [], {
      execArgv: [`--max-old-space-size=${limits.heap}`],
      // Of the collector's environment, which may hold keys, whom it trusts.
      env: process.env.NODE_EXTRA_CA_CERTS ? { NODE_EXTRA_CA_CERTS: process.env.NODE_EXTRA_CA_CERTS } : {},
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    child = started
    // What it does not hear, it need not: it is gone.
    const tell = (message: ToRelay) => started.connected && started.send(message, () => {})
    started.on('message', async (message: FromRelay) => {
      if (message.kind === 'status') {
        restart = limits.firstRestart
        tell({ kind: 'busy', utilization: utilization() })
        onStatus(message.targets)
      } else tell(await save(message))
    })
    started.once('error', () => {})
    started.once('exit', (code, signal) => {
      if (isStopping) return
      log.error({ code, signal }, 'the relay ended, and is started again')
      timer = setTimeout(start, restart)
      restart = Math.min(restart * 2, limits.lastRestart)
    })
    // After what comes in, which must not wait for it; and not before what this process itself comes after.
    if (started.pid !== undefined) setPriority(started.pid, Math.min(19, getPriority() + nicer))
    tell(first)
  }
  await start()

  return {
    status: () => statuses,
    async stop() {
      isStopping = true
      clearTimeout(timer)
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      if (child.connected) child.send({ kind: 'stop' } satisfies ToRelay, () => {})
      const late = setTimeout(() => child?.kill('SIGKILL'), limits.stop)
      await ended
      clearTimeout(late)
    },
  }
}

/** Notes where targets begin that were never there before, so that nothing is missed from now on. */
async function begin(journal: RelayJournal, targets: readonly Target[]): Promise<void> {
  const known = await journal.cursors()
  const end = await journal.end()
  const added = targets.filter(({ name }) => known[name] === undefined)
  await journal.save(
    added.map(({ name, from }) => ({
      target: name,
      cursor: from === 'beginning' ? '' : end,
      refused: [],
      settled: [],
    })),
  )
}

/** @returns how much of the time since it was called last the event loop was at work */
function watchLoop(): () => number {
  let last = performance.eventLoopUtilization()
  return () => {
    const before = last
    last = performance.eventLoopUtilization()
    return performance.eventLoopUtilization(last, before).utilization
  }
}

function tellChanges(before: readonly TargetStatus[], now: readonly TargetStatus[], log: RelayLog): void {
  for (const { target, state, reason } of now) {
    const was =
      before.find((each) => each.target === target)?.state ?? (state === 'standby' ? state : 'sending')
    if (was === state) continue
    if (state === 'standby') log.info({ target }, 'another collector relays')
    else if (state === 'sending')
      log.info({ target }, was === 'standby' ? 'the relay sends' : 'the relay sends again')
    else if (state === 'open') log.warn({ target, reason }, 'the relay has sent nothing for long')
    else if (was !== 'open') log.warn({ target, reason }, 'the relay has to wait')
  }
}
