import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { answeringFrom } from '../collector/dist/store/sqlite/query/answer-question.js'
import { openForQueries } from '../collector/dist/store/sqlite/query/open-for-queries.js'
import { questions } from './lib/event-questions.mjs'
import { load } from './lib/load.mjs'
import { fill } from './lib/million-events.mjs'
import { newBatch } from './lib/new-batch.mjs'
import { key, overHttp } from './lib/over-http.mjs'
import { report } from './lib/report.mjs'
import { roundCount, rounds } from './lib/rounds.mjs'
import { startServer } from './lib/start-server.mjs'
import { median } from './lib/statistics.mjs'
import { unlimited } from './lib/unlimited.mjs'

const collector = fileURLToPath(new URL('../collector/dist/cli/main.js', import.meta.url))
const count = Number(process.env.EVENTS ?? 1_000_000)
const repeats = 5
const seconds = 8

const milliseconds = (work) => {
  const start = performance.now()
  work()
  return performance.now() - start
}

/** Runs both in turn for half a second at least, so that what is short is measured warm, as a busy collector is. */
const inTurn = (works) => {
  const times = works.map(() => [])
  const end = performance.now() + 500
  for (let turn = 0; turn < repeats || performance.now() < end; turn++) {
    works.forEach((work, at) => {
      times[at].push(milliseconds(work))
    })
  }
  return times.map(median)
}

/** What has to be alike, however it is written. */
const gist = ({ total, items }) =>
  JSON.stringify([
    total,
    items.map(({ TrackId, DeviceId, Count, count_ }) => [TrackId, DeviceId, Count, count_]),
  ])

/** From a question to JSON: here by the languages, there by SQL. Both have to find the same. */
const compare = (answer, straight, { question, sql, total, values }) => {
  let byLanguage
  let bySql
  const [language, hand] = inTurn([
    () => {
      byLanguage = answer(question)
      if (byLanguage.kind !== 'rows') throw Error(JSON.stringify(byLanguage))
    },
    () => {
      const items = straight.prepare(sql).all(...values)
      const all =
        total &&
        straight
          .prepare(total)
          .pluck()
          .get(...values)
      bySql = JSON.stringify({ total: all, items })
    },
  ])
  const items = JSON.parse(Buffer.from(byLanguage.rows).toString())
  if (gist({ total: byLanguage.total, items }) !== gist(JSON.parse(bySql))) throw Error('the answers differ')
  return { language, sql: hand }
}

const questionAt = (at) => /** @type {any} */ (questions[at % questions.length]).question

const batch = 50
const ingestion = {
  method: 'POST',
  path: '/track/activity',
  headers: { 'content-type': 'text/plain;charset=UTF-8' },
}

/** Events a second that are stored; and how many questions were answered meanwhile, where they are asked. */
const ingest = async (url, isAsked) => {
  let answered = 0
  let isOver = false
  const ask = async () => {
    while (!isOver) {
      await overHttp(url, questionAt(answered))
      answered++
    }
  }
  const asking = isAsked ? [ask(), ask()] : []
  const { rate } = await load(url, { ...ingestion, setupRequest: newBatch(batch) }, seconds)
  isOver = true
  await Promise.all(asking)
  return { events: rate * batch, answered }
}

const folder = await mkdtemp(join(tmpdir(), 'rivulet-bench-'))
const file = join(folder, 'events.db')
try {
  process.stderr.write(`storing ${count} events\n`)
  await fill(file, count)

  const database = openForQueries(file)
  const answer = answeringFrom(database)
  const straight = new Database(file, { readonly: true }).defaultSafeIntegers(false)
  const compared = await rounds(questions, roundCount(3), (question) => compare(answer, straight, question))
  database.close()
  straight.close()

  process.env.RIVULET_KEY = key
  const server = await startServer(collector, '--port=0', ...unlimited, `--store=${file}`)
  const loaded = async () => {
    const answered = await rounds(questions, roundCount(3), async (question) => ({
      http: (await overHttp(server.url, question.question)).ms,
    }))
    const quiet = [await ingest(server.url, false)]
    const asked = [await ingest(server.url, true)]
    quiet.push(await ingest(server.url, false))
    asked.push(await ingest(server.url, true))
    return { answered, quiet, asked }
  }
  const { answered, quiet, asked } = await loaded().finally(server.stop)

  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length
  const alone = mean(quiet.map(({ events }) => events))
  const meanwhile = mean(asked.map(({ events }) => events))
  report('queries', {
    tables: [
      {
        title: `Queries over ${count.toLocaleString('en')} events, ms`,
        columns: ['', 'by the language', 'hand-written SQL', 'ratio', 'over HTTP'],
        rows: compared.map((entry, at) =>
          entry.error
            ? entry
            : [
                entry.name,
                entry.figure('language'),
                entry.figure('sql'),
                (entry.figure('language') / entry.figure('sql')).toFixed(2),
                answered[at].error ? 'failed' : answered[at].figure('http'),
              ],
        ),
      },
      {
        title: `Ingestion in batches of ${batch}, while queries run`,
        columns: ['', 'events/s', 'ratio', 'queries answered'],
        rows: [
          ['nobody asks', Math.round(alone), '1.00', 0],
          [
            'two ask all of the above, over and over',
            Math.round(meanwhile),
            (meanwhile / alone).toFixed(2),
            mean(asked.map(({ answered }) => answered)),
          ],
        ],
      },
    ],
    notes: [
      'By the language: from its text to the answer in JSON. Hand-written: SQL that finds the same, its rows made JSON; in turn, in one process.',
      'Over HTTP: asked of a collector, whose queries run in processes of low priority.',
      'Load generator, collector and queries share the machine.',
    ],
    packages: ['better-sqlite3', 'autocannon'],
  })
} finally {
  await rm(folder, { recursive: true })
}
