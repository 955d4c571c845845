import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { byAutocannon } from './lib/by-autocannon.mjs'
import { byH2load } from './lib/by-h2load.mjs'
import { load } from './lib/load.mjs'
import { newBatch, singleEvent } from './lib/new-batch.mjs'
import { startNginx } from './lib/nginx.mjs'
import { report } from './lib/report.mjs'
import { roundCount, rounds } from './lib/rounds.mjs'
import { rows } from './lib/rows.mjs'
import { startServer } from './lib/start-server.mjs'
import { unlimited } from './lib/unlimited.mjs'

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url))
const fastify = path('lib/bare-fastify.mjs')
const collector = path('../collector/dist/cli/main.js')
const seconds = 4
const batch = 50

const runFastify = async (send) => {
  const server = await startServer(fastify)
  return load(server.url, { path: '/' }, seconds, send).finally(server.stop)
}

const runNginx = async () => {
  const server = await startNginx()
  return load(server.url, { path: `/pixel.gif?${singleEvent}` }, seconds, byH2load).finally(server.stop)
}

const countStored = (file) => {
  const database = new Database(file, { readonly: true })
  try {
    return database.prepare('SELECT count(*) FROM events').pluck().get()
  } finally {
    database.close()
  }
}

/** Loads a new collector, and fails unless its store then holds exactly what was answered. */
const runCollector = async (request, events, send, flags = unlimited) => {
  const folder = await mkdtemp(join(tmpdir(), 'rivulet-bench-'))
  const file = join(folder, 'events.db')
  try {
    const server = await startServer(collector, '--port=0', ...flags, `--store=${file}`)
    const figures = await load(server.url, request, seconds, send).finally(server.stop)
    const answered = figures.answered * events
    const stored = countStored(file)
    if (stored !== answered) throw Error(`${answered} events were answered 200, ${stored} are stored`)
    return figures
  } finally {
    await rm(folder, { recursive: true })
  }
}

const single = { path: `/track/activity?${singleEvent}` }
/** As it is deployed: its limits count, a proxy in front says whom each request is from, and the live page is there. */
const limits = ['--rate=1000000000', '--event-rate=1000000000', '--byte-rate=1000000000000']
const deployed = [...limits, '--trust-proxy=127.0.0.1', '--live']
const forwarded = { ...single, headers: { 'x-forwarded-for': '2001:db8:1:2:3:4:5:6' } }
const batches = {
  method: 'POST',
  path: '/track/activity',
  headers: { 'content-type': 'text/plain;charset=UTF-8' },
  setupRequest: newBatch(batch),
}

const singles = [
  { name: 'bare fastify, GET', run: () => runFastify(byH2load) },
  { name: 'nginx, a pixel and its access log', run: runNginx },
  { name: 'rivulet-collector, GET', run: () => runCollector(single, 1, byH2load) },
  {
    name: 'the same with limits, for a proxy, with its live page',
    run: () => runCollector(forwarded, 1, byH2load, deployed),
  },
]
/** To make a body for each request, a generator has to be a program. */
const batched = [
  { name: 'bare fastify, GET', run: () => runFastify(byAutocannon) },
  { name: 'rivulet-collector, POST', run: () => runCollector(batches, batch, byAutocannon), events: batch },
]

const count = roundCount(3)
const measured = await rounds([...singles, ...batched], count, async ({ run, events = 1 }) => {
  const { rate, p50, p99 } = await run()
  return { rate: rate * events, p50, p99 }
})

const table = (title, [bare, ...others]) => ({
  title: `Collector: ${title}, 100 connections`,
  columns: ['', 'requests or events/s', 'of bare fastify', 'p50 ms', 'p99 ms'],
  rows: rows([bare, ...others], ({ figure }) => [
    Math.round(figure('rate')),
    bare.error ? '' : (figure('rate') / bare.figure('rate')).toFixed(2),
    figure('p50'),
    figure('p99'),
  ]),
})

report('collector', {
  tables: [
    table('single events by h2load', measured.slice(0, singles.length)),
    table(`batches of ${batch} by autocannon`, measured.slice(singles.length)),
  ],
  notes: [
    `Rounds of about ${seconds} s in turn, after one to warm up; medians of ${count}. Load generator and server share the machine.`,
    'nginx has one process, too, and writes a line for each request, which it does not wait for to be on disk.',
    'Every event is committed to SQLite on disk before its answer; after each round the store held exactly what was answered 200.',
  ],
  packages: ['fastify', 'better-sqlite3', 'autocannon'],
})
