import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import '../scripts/typescript.mjs'
import { migrateClickhouse } from '../collector/dist/store/clickhouse/migrate.js'
import { clickhouseOver } from './lib/clickhouse-over.mjs'
import { fileOfLog } from './lib/file-of-log.mjs'
import { logOf, questionsOf } from './lib/growing-log.mjs'
import { load } from './lib/load.mjs'
import { newBatch } from './lib/new-batch.mjs'
import { key, overHttp } from './lib/over-http.mjs'
import { report } from './lib/report.mjs'
import { roundCount, rounds } from './lib/rounds.mjs'
import { rows } from './lib/rows.mjs'
import { startServer } from './lib/start-server.mjs'
import { unlimited } from './lib/unlimited.mjs'

const { startClickhouse } = await import('../collector/test/store/clickhouse/support/server.ts')
const { startReplicas } = await import('../collector/test/store/clickhouse/support/replicas.ts')

const collector = fileURLToPath(new URL('../collector/dist/cli/main.js', import.meta.url))
const count = Number(process.env.EVENTS ?? 1_000_000)
const [seconds, batch, group] = [6, 50, 250_000]
const request = {
  method: 'POST',
  path: '/track/activity',
  headers: { 'content-type': 'text/plain;charset=UTF-8' },
}
process.env.RIVULET_KEY = key

const folder = await mkdtemp(join(process.env.SCALE_FOLDER ?? tmpdir(), 'rivulet-bench-'))
const alone = await startClickhouse({ within: folder })
const replicated = await startReplicas([2], folder)
const storeOf = (hosts, end) => `clickhouse://default@${hosts.map(({ host }) => host)}/shop${end}`
const single = clickhouseOver(alone.host, 'shop')
const file = join(folder, 'events.db')
const stores = [
  { name: 'SQLite', store: file, engine: undefined },
  { name: 'ClickHouse, one server', store: storeOf([alone], ''), engine: single },
  {
    name: 'ClickHouse, two replicas, quorum of both',
    store: storeOf(replicated.replicas, '?cluster=shop'),
    engine: clickhouseOver(replicated.replicas[0]?.host, 'shop'),
  },
]
const servers = []
try {
  for (const { store, engine } of stores) {
    if (engine === undefined) continue
    await migrateClickhouse(store)
    for (let at = 0; at < count; at += group)
      for (const statement of logOf(at, Math.min(at + group, count))) await engine.run(statement)
    await engine.quiet()
  }
  await fileOfLog(file, single, 0, count)
  const [{ version }] = await single.rows('SELECT version() AS version')
  const [{ visitor }] = await single.rows('SELECT visitor FROM events_local ORDER BY key LIMIT 1')

  for (const { store } of stores)
    servers.push(await startServer(collector, '--port=0', ...unlimited, `--store=${store}`))
  const urlOf = (subject) => servers[stores.indexOf(subject)].url
  const asked = questionsOf(visitor)
  const answers = []
  for (const { text } of asked)
    answers.push(
      await rounds(stores, roundCount(3), (subject) => overHttp(urlOf(subject), { language: 'kql', text })),
    )
  const measured = await rounds(stores, roundCount(3), (subject) =>
    load(urlOf(subject), { ...request, setupRequest: newBatch(batch) }, seconds),
  )
  const whole = (value) => Math.round(value)
  const of = (entry, base, name) =>
    entry.error || base.error ? '' : (entry.figure(name) / base.figure(name)).toFixed(2)
  report('stores', {
    tables: [
      {
        title: `Events in batches of ${batch}, 100 connections; ClickHouse ${version}`,
        columns: ['', 'events/s', 'of SQLite’s', 'p50 ms', 'p99 ms', 'of SQLite’s'],
        rows: rows(measured, (entry) => [
          whole(entry.figure('rate') * batch),
          of(entry, measured[0], 'rate'),
          whole(entry.figure('p50')),
          whole(entry.figure('p99')),
          of(entry, measured[0], 'p99'),
        ]),
      },
      {
        title: `Questions in KQL over HTTP, of ${count.toLocaleString('en')} events, ms`,
        columns: ['', ...stores.map(({ name }) => name), 'one server of SQLite’s', 'replicas of SQLite’s'],
        rows: asked.map(({ name }, at) => [
          name,
          ...answers[at].map((entry) => (entry.error ? 'failed' : whole(entry.figure('ms')))),
          of(answers[at][1], answers[at][0], 'ms'),
          of(answers[at][2], answers[at][0], 'ms'),
        ]),
      },
    ],
    failures: answers.flat().filter(({ error }) => error),
    notes: [
      `Rounds in turn, medians. All of it shares the machine: load, collectors, three engines, ZooKeeper.`,
      'A store’s 200 says: in its file, synced (SQLite); in its file system (one server); in that of both (replicas).',
    ],
    packages: ['better-sqlite3', '@clickhouse/client', 'autocannon'],
  })
} finally {
  for (const server of servers) await server.stop()
  await alone.stop()
  await replicated.stop()
  await rm(folder, { recursive: true })
}
