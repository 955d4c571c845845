import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { report } from './lib/report.mjs'
import { startServer } from './lib/start-server.mjs'

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url))
const seconds = 20
/** Milliseconds between two events of the honest page. */
const interval = 25

/** Tracks for so long, and tells how long each answer took, in ms. */
const honest = async (url) => {
  const waits = []
  const pending = []
  const ask = async (number) => {
    const from = performance.now()
    const response = await fetch(`${url}/track/activity?d=1795000000&c=honest&a=view&k=honest&n=${number}`)
    const { stored } = await response.json()
    if (stored !== 1) throw Error(`an honest event was answered ${response.status}`)
    waits.push(performance.now() - from)
  }
  const end = performance.now() + seconds * 1_000
  for (let number = 1; performance.now() < end; number++) {
    pending.push(ask(number))
    await pause(interval)
  }
  await Promise.all(pending)
  return waits.sort((one, other) => one - other)
}

const look = (file) => {
  const database = new Database(file, { readonly: true })
  try {
    const number = (sql) => Number(database.prepare(sql).pluck().get())
    return {
      kept: number("SELECT count(*) FROM events WHERE sender = 'honest'"),
      megabytes: (number('PRAGMA page_count') * number('PRAGMA page_size')) / 2 ** 20,
    }
  } finally {
    database.close()
  }
}

const run = async (isAttacked) => {
  const folder = await mkdtemp(join(tmpdir(), 'rivulet-bench-'))
  const file = join(folder, 'events.db')
  const server = await startServer(
    path('../collector/dist/cli/main.js'),
    ...['--port=0', `--store=${file}`, '--origin=https://shop.example'],
  )
  try {
    const stranger =
      isAttacked &&
      spawn(process.execPath, [path('lib/stranger.mjs'), server.url], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
    if (stranger) await pause(1_000)
    const waits = await honest(server.url)
    let asked = 0
    if (stranger) {
      stranger.kill('SIGTERM')
      const [said] = await once(stranger.stdout, 'data')
      asked = JSON.parse(said).asked
    }
    const { kept, megabytes } = look(file)
    if (kept !== waits.length) throw Error(`${waits.length} honest events were answered, ${kept} are stored`)
    return { waits, asked, megabytes }
  } finally {
    await server.stop()
    await rm(folder, { recursive: true })
  }
}

const at = (waits, share) => waits[Math.floor((waits.length - 1) * share)].toFixed(1)
const rows = []
for (const isAttacked of [false, true]) {
  const { waits, asked, megabytes } = await run(isAttacked)
  rows.push([
    isAttacked ? 'beside a stranger' : 'alone',
    waits.length,
    at(waits, 0.5),
    at(waits, 0.99),
    Math.round(asked / (seconds + 1)),
    megabytes.toFixed(1),
  ])
}

report('hostile', {
  tables: [
    {
      title: 'Collector: an honest page beside somebody who does the worst',
      columns: ['', 'honest events', 'p50 ms', 'p99 ms', 'hostile requests/s', 'MB in the store'],
      rows,
    },
  ],
  notes: [
    `One event every ${interval} ms for ${seconds} s, with default flags. The stranger is a process of its own, with 100 connections from an address of its own and eight kinds of hostile requests; all share the machine.`,
    'All honest events that were answered are in the store.',
  ],
  packages: ['fastify', 'better-sqlite3'],
})
