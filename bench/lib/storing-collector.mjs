import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { startServer } from './start-server.mjs'

const command = fileURLToPath(new URL('../../collector/dist/cli/main.js', import.meta.url))

/** Rivulet's own collector, on a file: what arrived is what the file holds. */
export const storingCollector = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rivulet-bench-'))
  const file = join(folder, 'events.db')
  let running
  const start = async () => {
    running = await startServer(command, '--port=0', `--store=${file}`)
  }
  await start()

  const database = new Database(file, { readonly: true })
  const numbers = database
    .prepare(`SELECT CAST(payload ->> '$.labels.position' AS INTEGER) FROM events WHERE action = 'view'`)
    .pluck()
  const repeated = database.prepare('SELECT coalesce(sum(repeated), 0) FROM senders').pluck()
  return {
    get url() {
      return running.url
    },
    start,
    kill: () => running.kill(),
    numbers: () => /** @type {number[]} */ (numbers.all()),
    /** How many repeats it knew by their key, and did not store. */
    sameIds: () => repeated.get(),
    /** What it does not understand it refuses, and that is a loss. */
    check() {},
    async close() {
      database.close()
      await running.stop()
      await rm(folder, { recursive: true })
    },
  }
}
