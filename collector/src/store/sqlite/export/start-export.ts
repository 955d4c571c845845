import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { constants, setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { ExportFormat } from '../../../export/export-format.ts'
import type { Exported } from '../../exported.ts'
import type { Selection } from '../../selection.ts'

/** What the process is asked for, and what it says before the first byte. */
export interface Wanted {
  readonly selection: Selection
  readonly format: ExportFormat
}
export type Started = Exclude<Exported, { kind: 'content' }> | { readonly kind: 'content' }

export interface Exports {
  start(selection: Selection, format: ExportFormat, signal?: AbortSignal): Promise<Exported>
  close(): void
}

// Built, whether this runs built or from its source.
const program = fileURLToPath(
  new URL('../../../../dist/store/sqlite/export/export-process.js', import.meta.url),
)

/** Exports at once; megabytes of JavaScript's heap; milliseconds in which nobody takes what was written. */
const limits = { processes: 2, heap: 512, patience: 120_000 }

/**
 * Exports the events of an embedded store by processes of their own: reading, writing and compressing would keep events
 * waiting that come in.
 *
 * @param file - the store
 */
export function openExports(file: string): Exports {
  const running = new Set<ChildProcess>()
  return {
    async start(selection, format, signal) {
      if (running.size >= limits.processes || signal?.aborted) return { kind: 'busy' }
      const child = fork(program, [file], {
        execArgv: [`--max-old-space-size=${limits.heap}`],
        // Nothing of the collector's: its environment may hold keys.
        env: {},
        serialization: 'advanced',
        stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
      })
      running.add(child)
      const kill = () => child.kill('SIGKILL')
      signal?.addEventListener('abort', kill)
      const ended = new Promise<number | null>((resolve) => {
        child.once('error', () => resolve(null))
        child.once('exit', resolve)
      }).finally(() => {
        running.delete(child)
        signal?.removeEventListener('abort', kill)
      })
      // After what comes in, which must not wait for it.
      if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW)
      child.send({ selection, format } satisfies Wanted)
      const started = await Promise.race([
        once(child, 'message').then(([said]) => said as Started),
        ended.then((): Started => (signal?.aborted ? { kind: 'busy' } : gone)),
      ])
      if (started.kind !== 'content') kill()
      return started.kind === 'content' ? { kind: 'content', content: contentOf(child, ended) } : started
    },
    close() {
      for (const child of running) child.kill('SIGKILL')
    },
  }
}

const gone = { kind: 'failed', message: 'the process of the export ended' } as const

/** Throws at its end when it is not whole. */
async function* contentOf(child: ChildProcess, ended: Promise<number | null>): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of child.stdout! as AsyncIterable<Buffer>) {
      const late = setTimeout(() => child.kill('SIGKILL'), limits.patience)
      try {
        yield chunk
      } finally {
        clearTimeout(late)
      }
    }
    if ((await ended) !== 0) throw new Error('the export was cut')
  } finally {
    child.kill('SIGKILL')
  }
}
