import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { load } from './lib/load.mjs'
import { newBatch } from './lib/new-batch.mjs'
import { report } from './lib/report.mjs'
import { roundCount, rounds } from './lib/rounds.mjs'
import { rows } from './lib/rows.mjs'
import { startServer } from './lib/start-server.mjs'
import { unlimited } from './lib/unlimited.mjs'

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url))
const collector = path('../collector/dist/cli/main.js')
const upstream = path('lib/counting-upstream.mjs')
const seconds = 6
const warmUp = 3
const batch = 50

/** As many pages at once: what one sends is relayed in its order. */
const senders = Array.from({ length: 64 }, () => newBatch(batch))
let turn = 0
/** @returns {ReturnType<typeof newBatch>} */
const nextSender = () => /** @type {any} */ (senders[turn++ % senders.length])

const batches = {
  method: 'POST',
  path: '/track/activity',
  headers: { 'content-type': 'text/plain;charset=UTF-8' },
  setupRequest: (request) => nextSender()(request),
}

const countAt = async (url) => Number(await (await fetch(`${url}/count`)).text())

/** Loads a new collector as hard as it goes, and measures what its relay brings to the upstream meanwhile. */
const run = async ({ target }) => {
  const folder = await mkdtemp(join(tmpdir(), 'rivulet-bench-'))
  const service = await startServer(upstream)
  try {
    const file = join(folder, 'relay.json')
    await writeFile(file, JSON.stringify({ targets: { upstream: { url: `${service.url}/`, ...target } } }))
    const flags = target === undefined ? [] : [`--relay=${file}`]
    const server = await startServer(
      collector,
      '--port=0',
      ...unlimited,
      `--store=${join(folder, 'events.db')}`,
      ...flags,
    )
    try {
      // A process that has just begun spends its first seconds on compiling.
      await load(server.url, batches, warmUp)
      const before = await countAt(service.url)
      const begun = performance.now()
      const { rate } = await load(server.url, batches, seconds)
      const relayed = ((await countAt(service.url)) - before) / ((performance.now() - begun) / 1_000)
      return { rate: rate * batch, relayed }
    } finally {
      await server.stop()
    }
  } finally {
    await service.stop()
    await rm(folder, { recursive: true })
  }
}

const subjects = [
  { name: 'no relay' },
  {
    name: 'a batch target (Profile Store, 100 events a request)',
    target: { kind: 'profile-store', dialects: ['rivet'], key: { env: 'PROFILE_STORE_KEY' } },
  },
  { name: 'an address target (Rivet, one event a request)', target: { kind: 'rivet' } },
]
process.env.PROFILE_STORE_KEY ??= 'a-key-of-the-bench'

const count = roundCount(3)
const measured = await rounds(subjects, count, run)
const [alone] = measured
const whole = (value) => Math.round(value)

report('relay', {
  tables: [
    {
      title: `Relay: while the collector is loaded with batches of ${batch}, 100 connections`,
      columns: ['', 'stored events/s', 'of none', 'relayed events/s'],
      rows: rows(measured, ({ figure }) => [
        whole(figure('rate')),
        alone.error ? '' : (figure('rate') / alone.figure('rate')).toFixed(2),
        whole(figure('relayed')),
      ]),
    },
  ],
  notes: [
    `Rounds of about ${seconds} s in turn, after ${warmUp} s to warm up; medians of ${count}. Load generator, collector, relay and upstream share the machine.`,
  ],
  packages: ['fastify', 'better-sqlite3', 'undici', 'autocannon'],
})
