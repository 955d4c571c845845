import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { report } from './lib/report.mjs'
import { startServer } from './lib/start-server.mjs'
import { quantile } from './lib/statistics.mjs'
import { unlimited } from './lib/unlimited.mjs'

const collector = fileURLToPath(new URL('../collector/dist/cli/main.js', import.meta.url))
const minutes = Number(process.env.MINUTES ?? 10)
/** Each connection is a sender, and sends its next request so many ms after the answer to the last. */
const connections = 100
const interval = 200
/** Events of a request, by the number of the connection: every other one sends single events. */
const sizeOf = (connection) => (connection % 2 ? 1 : 40)

const agent = new Agent({ keepAlive: true, maxSockets: connections })

/** @returns the status and body of the answer, or undefined when there is none */
const post = (url, body) =>
  new Promise((resolve) => {
    const sent = request(`${url}/track/activity`, { method: 'POST', agent }, async (response) => {
      let text = ''
      try {
        for await (const chunk of response) text += chunk
        resolve({ status: response.statusCode, text })
      } catch {
        resolve(undefined)
      }
    })
    sent.on('error', () => resolve(undefined))
    sent.end(body)
  })

const now = Math.floor(Date.now() / 1_000)
const bodyOf = (connection, from, size) =>
  [
    `?u=visitor-${connection}&i=session-${connection}&o=7&rr=https%3A%2F%2Fshop.example%2F&k=endurance-${connection}`,
    ...Array.from({ length: size }, (_, at) => `d=${now}&c=embed&a=view&l1=embedId&v1=e-42&n=${from + at}`),
  ].join('\n')

/** Sends until it is to stop, or nobody answers. @returns the highest number that was answered 200 */
const send = async (url, connection, waits, refused, isOver) => {
  const size = sizeOf(connection)
  let answered = 0
  await pause((connection / connections) * interval)
  while (!isOver()) {
    const begun = performance.now()
    const answer = await post(url, bodyOf(connection, answered + 1, size))
    if (answer === undefined) return answered
    waits.push(performance.now() - begun)
    if (answer.status === 200) answered += size
    else refused.push(answer.status)
    await pause(interval)
  }
  return answered
}

const megabytes = (pid) =>
  Number(/VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024

/** How many of what was answered are not in the store. */
const missingIn = (file, answered) => {
  const database = new Database(file)
  try {
    const count = database.prepare('SELECT count(*) FROM events WHERE sender = ? AND sequence <= ?').pluck()
    return answered.reduce((sum, most, at) => sum + most - Number(count.get(`endurance-${at}`, most)), 0)
  } finally {
    database.close()
  }
}

const folder = await mkdtemp(join(tmpdir(), 'rivulet-bench-'))
const file = join(folder, 'events.db')
const waits = []
const refused = []
const memory = []
try {
  const server = await startServer(collector, '--port=0', ...unlimited, `--store=${file}`)
  const loads = Array.from({ length: connections }, (_, at) =>
    send(server.url, at, waits, refused, () => false),
  )
  const end = performance.now() + minutes * 60_000
  while (performance.now() < end) {
    await pause(1_000)
    memory.push(megabytes(server.pid))
  }
  // In the middle of it all.
  await server.kill()
  const answered = await Promise.all(loads)
  const missing = missingIn(file, answered)
  const events = answered.reduce((sum, each) => sum + each, 0)
  const afterAMinute = memory[Math.min(60, memory.length) - 1]
  report('endurance', {
    tables: [
      {
        title: `Collector: ${minutes} minutes of load, then kill -9`,
        columns: [
          'requests',
          'events',
          'p50 ms',
          'p99 ms',
          'longest ms',
          'refused',
          'MB after a minute',
          'MB at the end',
          'answered and not stored',
        ],
        rows: [
          [
            waits.length,
            events,
            quantile(waits, 0.5).toFixed(1),
            quantile(waits, 0.99).toFixed(1),
            Math.round(quantile(waits, 1)),
            refused.length,
            Math.round(afterAMinute),
            Math.round(memory.at(-1)),
            missing,
          ],
        ],
      },
    ],
    failures:
      missing === 0
        ? []
        : [{ name: 'kill -9', error: Error(`${missing} events were answered and are lost`) }],
    notes: [
      `${connections} connections, each a sender, half of them with one event a request and half with 40; the next request ${interval} ms after the answer. Load and collector share the machine.`,
    ],
    packages: ['fastify', 'better-sqlite3'],
  })
} finally {
  agent.destroy()
  await rm(folder, { recursive: true })
}
