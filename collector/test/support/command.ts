import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface Command {
  readonly child: ChildProcess
  /** Resolves when this has been printed to stdout; rejects when the process ends before. */
  printed(pattern: RegExp): Promise<RegExpMatchArray>
  readonly ended: Promise<Ended>
}

/**
 * Starts the built command as its own process; it does not outlive the test.
 *
 * @param within - a program and its arguments, which runs the command in its place
 */
export function command(
  args: readonly string[],
  environment: Record<string, string> = {},
  within: readonly string[] = [],
): Command {
  if (!existsSync(main)) throw new Error(`${main} is missing: build the collector before its tests`)
  const [program = '', ...rest] = [...within, process.execPath, main, ...args]
  // What it makes for `:memory:` outlives a SIGKILL, and goes with the run's folder.
  const { PATH, TMPDIR } = process.env
  const child = spawn(program, rest, { env: { PATH, TMPDIR, ...environment } })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, stdout, stderr }))
  return {
    child,
    ended,
    async printed(pattern) {
      for (;;) {
        const match = stdout.match(pattern)
        if (match !== null) return match
        const end = await Promise.race([once(child.stdout, 'data').then(() => undefined), ended])
        if (end !== undefined && !pattern.test(stdout))
          throw new Error(`ended with ${end.code}: ${end.stderr}`)
      }
    },
  }
}

/** Starts a collector and waits until it listens on a free port. */
export async function listening(
  args: readonly string[],
  within: readonly string[] = [],
  environment: Record<string, string> = {},
): Promise<Command & { url: string; port: number }> {
  const started = command(['--port', '0', ...args], environment, within)
  const [, url, port] = await started.printed(/(http:\/\/127\.0\.0\.1:(\d+))/)
  return { ...started, url: url!, port: Number(port) }
}
