import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { answeringFrom } from '../collector/dist/query/run/answer-question.js'
import { openForQueries } from '../collector/dist/query/run/open-for-queries.js'
import { load } from './lib/load.mjs'
import { fill } from './lib/million-events.mjs'
import { newBatch } from './lib/new-batch.mjs'
import { report } from './lib/report.mjs'
import { roundCount, rounds } from './lib/rounds.mjs'
import { startServer } from './lib/start-server.mjs'
import { median } from './lib/statistics.mjs'

const collector = fileURLToPath(new URL('../collector/dist/main.js', import.meta.url))
const count = Number(process.env.EVENTS ?? 1_000_000)
const repeats = 5
const seconds = 8
const key = 'only-for-the-bench-0123456789'

const day = 86_400_000
const from = new Date(Date.now() - 10 * day)
const to = new Date(Date.now() - 5 * day)
const ticks = (date) => BigInt(date.getTime()) * 10_000n
const item = `coalesce(track, sender || '.' || sequence, 'event.' || id) AS TrackId, visitor AS DeviceId,
  type AS EventType, value AS Value, scope AS Scope, page AS PageUri, title AS PageTitle, address AS RemoteAddress,
  session AS SessionId, user AS User, payload AS Payload, country AS CountryCode, city AS City, ticks AS EventTime`

/** What is asked, in a query language and in SQL as one would write it who knows the table. */
const questions = [
  {
    name: 'filter by EventType and time range, in OData',
    question: {
      language: 'odata',
      options: {
        filter: `EventType eq 'embed/view' and EventTime ge ${from.toISOString()} and EventTime lt ${to.toISOString()}`,
      },
    },
    path: 'odata',
    sql: `SELECT ${item} FROM events WHERE type = ? AND ticks >= ? AND ticks < ? LIMIT 100`,
    total: 'SELECT count(*) FROM events WHERE type = ? AND ticks >= ? AND ticks < ?',
    values: ['embed/view', ticks(from), ticks(to)],
  },
  {
    name: 'the same, in KQL',
    question: {
      language: 'kql',
      scopes: ['default'],
      text: `Events | where EventType == 'embed/view' and EventTime between (datetime(${from.toISOString()}) .. datetime(${to.toISOString()})) | take 100`,
    },
    sql: `SELECT ${item} FROM events WHERE type = ? AND ticks BETWEEN ? AND ? AND scope = 'default' LIMIT 100`,
    values: ['embed/view', ticks(from), ticks(to)],
  },
  {
    name: 'how many of them',
    question: {
      language: 'kql',
      scopes: ['default'],
      text: `Events | where EventType == 'embed/view' and EventTime between (datetime(${from.toISOString()}) .. datetime(${to.toISOString()})) | count`,
    },
    sql: `SELECT count(*) AS Count FROM events WHERE type = ? AND ticks BETWEEN ? AND ? AND scope = 'default'`,
    values: ['embed/view', ticks(from), ticks(to)],
  },
  {
    name: 'top 100 by EventTime',
    question: { language: 'kql', scopes: ['default'], text: 'Events | top 100 by EventTime' },
    sql: `SELECT ${item} FROM events WHERE scope = 'default' ORDER BY ticks DESC LIMIT 100`,
    values: [],
  },
  {
    name: 'summarize by DeviceId',
    question: { language: 'kql', scopes: ['default'], text: 'Events | summarize count() by DeviceId' },
    sql: `SELECT device AS DeviceId, count(*) AS count_ FROM events WHERE scope = 'default' GROUP BY device LIMIT 1000`,
    values: [],
  },
  {
    name: 'summarize by DeviceId, the ten busiest',
    question: {
      language: 'kql',
      scopes: ['default'],
      text: 'Events | summarize Count = count() by DeviceId | top 10 by Count',
    },
    sql: `SELECT device AS DeviceId, count(*) AS Count FROM events WHERE scope = 'default'
      GROUP BY device ORDER BY 2 DESC LIMIT 10`,
    values: [],
  },
  {
    name: 'a path in Payload, in OData',
    question: { language: 'odata', options: { filter: 'Payload.epi.campaign.mailingId eq 43' } },
    sql: `SELECT ${item} FROM events WHERE payload ->> '$.epi.campaign.mailingId' = 43 LIMIT 100`,
    total: `SELECT count(*) FROM events WHERE payload ->> '$.epi.campaign.mailingId' = 43`,
    values: [],
  },
  {
    name: 'how many have a path in Payload, in KQL',
    question: {
      language: 'kql',
      scopes: ['default'],
      text: `Events | where Payload.epi.campaign.mailingId == 43 | count`,
    },
    sql: `SELECT count(*) AS Count FROM events WHERE payload ->> '$.epi.campaign.mailingId' = 43 AND scope = 'default'`,
    values: [],
  },
]

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
      if (byLanguage.kind !== 'answered') throw Error(byLanguage.message)
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
  if (gist(JSON.parse(Buffer.from(byLanguage.body).toString())) !== gist(JSON.parse(bySql)))
    throw Error('the answers differ')
  return { language, sql: hand }
}

/** How long the answer takes over HTTP, from a collector of its own. */
const overHttp = async (url, { question: { language, options, text } }) => {
  const authorization = `epi-single ${key}`
  const query = new URLSearchParams(Object.entries(options ?? {}).map(([name, value]) => [`$${name}`, value]))
  const start = performance.now()
  const response =
    language === 'odata'
      ? await fetch(`${url}/api/v2.0/TrackEvents?${query}`, { headers: { authorization } })
      : await fetch(`${url}/api/v2.0/TrackEvents/preview`, {
          method: 'POST',
          headers: { authorization, 'content-type': 'application/json' },
          body: JSON.stringify({ Query: text, Scope: 'default' }),
        })
  const body = await response.text()
  if (!response.ok) throw Error(`${response.status} ${body}`)
  return performance.now() - start
}

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
      await overHttp(url, questions[answered % questions.length])
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
  const server = await startServer(collector, '--port=0', '--rate=0', `--store=${file}`)
  const answered = await rounds(questions, roundCount(3), async (question) => ({
    http: await overHttp(server.url, question),
  }))
  const quiet = [await ingest(server.url, false)]
  const asked = [await ingest(server.url, true)]
  quiet.push(await ingest(server.url, false))
  asked.push(await ingest(server.url, true))
  await server.stop()

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
