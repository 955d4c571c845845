import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import Database from 'better-sqlite3'
import type { Destination } from '../types.ts'
import { type DialectName, dialects } from './dialects.ts'

export interface RealCollector extends Required<Destination> {
  numbers(): number[]
  /** How many rows, different keys and senders: with more rows than keys, something is there twice. */
  stored(): { rows: number; keys: number; senders: number }
  close(): Promise<void>
}

/**
 * The collector's own command in a process of its own, on a file that outlives it.
 *
 * @param command - the path of its script
 */
export const realCollector = async (
  command: string,
  dialect: DialectName = 'rivet',
): Promise<RealCollector> => {
  const folder = mkdtempSync(join(tmpdir(), 'faults-store-'))
  const file = join(folder, 'events.db')
  let url = ''
  let origins: readonly string[] = []
  let end = async (): Promise<void> => {}

  const start = async (): Promise<void> => {
    const child = spawn(
      process.execPath,
      [command, '--port', '0', '--store', file, ...origins.flatMap((origin) => ['--origin', origin])],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    const exit = once(child, 'exit')
    end = async () => {
      child.kill('SIGKILL')
      await exit
    }
    for await (const line of createInterface(child.stdout)) {
      url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0] ?? ''
      if (url) break
    }
    // Nobody reads the rest; a full pipe must not stop it.
    child.stdout.resume()
    if (!url) throw new Error('the collector ended before it listened')
  }
  await start()

  const read = <Row>(sql: string): Row[] => {
    const database = new Database(file, { readonly: true })
    try {
      return database.prepare(sql).all() as Row[]
    } finally {
      database.close()
    }
  }

  return {
    get url() {
      return url
    },
    start,
    kill: () => end(),
    async admit(origin) {
      if (!dialects[dialect].isForListedOrigins) return
      await end()
      origins = [origin]
      await start()
    },
    numbers: () =>
      read<{ n: string }>(
        `SELECT coalesce(payload ->> '$.labels.n', payload ->> '$.n') AS n FROM events ORDER BY id`,
      ).map(({ n }) => Number(n)),
    stored: () =>
      read<ReturnType<RealCollector['stored']>>(
        `SELECT count(*) AS rows, count(DISTINCT coalesce(track, sender || ' ' || sequence)) AS keys,
           count(DISTINCT sender) AS senders
         FROM events`,
      )[0]!,
    async close() {
      await end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
