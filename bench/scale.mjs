import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import '../scripts/typescript.mjs'
import { migrateClickhouse } from '../collector/dist/store/clickhouse/migrate.js'
import { openQuestions } from '../collector/dist/store/clickhouse/questions.js'
import { openSqlite } from '../collector/dist/store/sqlite/open.js'
import { numbers } from './lib/chosen.mjs'
import { clickhouseOver } from './lib/clickhouse-over.mjs'
import { fileOfLog } from './lib/file-of-log.mjs'
import { logOf, questionsOf } from './lib/growing-log.mjs'
import { report } from './lib/report.mjs'
import { roundCount } from './lib/rounds.mjs'
import { median } from './lib/statistics.mjs'

const { startClickhouse } = await import('../collector/test/store/clickhouse/support/server.ts')

const sizes = numbers('EVENTS', [1_000_000, 5_000_000])
const largestFile = Number(process.env.FILE_EVENTS ?? 5_000_000)
const group = 250_000
const repeats = roundCount(3)
const questionTime = 600_000

/** @param ask - of one of the stores @returns ms, the answer, and what `used` says of the last time */
const timed = async (ask, used, question) => {
  const times = []
  let answer
  for (let turn = 0; turn < repeats; turn++) {
    const start = performance.now()
    answer = await ask({ language: 'kql', text: question.text })
    times.push(performance.now() - start)
    if (answer.kind !== 'rows') throw Error(`${question.name}: ${JSON.stringify(answer)}`)
  }
  const items = JSON.parse(Buffer.from(answer.rows).toString())
  // Of those that are alike any may be shown.
  const gist = JSON.stringify(items.map(({ Count, count_ }) => Count ?? count_ ?? null))
  process.stderr.write(`  ${question.name}: ${Math.round(median(times))} ms\n`)
  return { ms: median(times), gist, ...used() }
}

const folder = await mkdtemp(join(process.env.SCALE_FOLDER ?? tmpdir(), 'rivulet-scale-'))
const server = await startClickhouse({ within: folder })
const file = join(folder, 'events.db')
try {
  const store = `clickhouse://default@${server.host}/scale`
  await migrateClickhouse(store)
  const engine = clickhouseOver(server.host, 'scale')
  const questions = openQuestions(engine, questionTime)
  const [{ version }] = await engine.rows('SELECT version() AS version')

  const grow = async (from, to) => {
    const start = performance.now()
    for (let at = from; at < to; at += group)
      for (const statement of logOf(at, Math.min(at + group, to))) await engine.run(statement)
    const inserted = performance.now()
    await engine.quiet()
    return {
      perSecond: (to - from) / ((inserted - start) / 1000),
      settled: (performance.now() - inserted) / 1000,
    }
  }

  const stages = []
  let visitor
  for (const [at, size] of sizes.entries()) {
    process.stderr.write(`${size.toLocaleString('en')} events, at ${server.host}\n`)
    const written = await grow(sizes[at - 1] ?? 0, size)
    visitor ??= (await engine.rows('SELECT visitor FROM events_local ORDER BY key LIMIT 1'))[0].visitor
    const facts = await engine.facts()
    const asked = []
    for (const question of questionsOf(visitor)) asked.push(await timed(questions.ask, engine.used, question))
    stages.push({ size, written, facts, asked, sqlite: undefined })
  }
  process.stderr.write('the same, each week one part\n')
  await engine.settle()
  const settled = []
  for (const question of questionsOf(visitor)) settled.push(await timed(questions.ask, engine.used, question))
  for (const [at, stage] of stages.entries()) {
    if (stage.size > largestFile) break
    process.stderr.write(`${stage.size.toLocaleString('en')} events in SQLite\n`)
    const perSecond = await fileOfLog(file, engine, sizes[at - 1] ?? 0, stage.size)
    const opened = openSqlite(file, { questionTime })
    const asked = []
    // Its process starts with the first.
    await opened.ask({ language: 'kql', text: 'Events | take 1' })
    for (const [at, question] of questionsOf(visitor).entries()) {
      const answer = await timed(opened.ask, () => ({}), question)
      if (answer.gist !== stage.asked[at].gist)
        throw Error(`${question.name}: ${answer.gist} is not ${stage.asked[at].gist}`)
      asked.push(answer)
    }
    await opened.close()
    stage.sqlite = { perSecond, asked, bytes: (await stat(file)).size / stage.size }
  }

  const whole = (value) => (value === undefined ? '' : Math.round(value).toLocaleString('en'))
  const titles = stages.map(({ size }) => `${size / 1e6} million`)
  const perStage = (name, figure) => [name, ...stages.map((stage) => whole(figure(stage)))]
  report('scale', {
    tables: [
      {
        title: `Questions in KQL, ms: ClickHouse ${version}, one shard, each event once`,
        columns: ['', ...titles, 'MB', 'each week one part', 'MB'],
        rows: questionsOf('').map(({ name }, at) => [
          name,
          ...stages.map(({ asked }) => whole(asked[at].ms)),
          whole(stages.at(-1).asked[at].memory / 1e6),
          whole(settled[at].ms),
          whole(settled[at].memory / 1e6),
        ]),
      },
      {
        title: 'The same of the same events: SQLite',
        columns: ['', ...titles],
        rows: questionsOf('').map(({ name }, at) => perStage(name, ({ sqlite }) => sqlite?.asked[at].ms)),
      },
      {
        title: 'Their keeping',
        columns: ['', ...titles],
        rows: [
          perStage('ClickHouse: events/s written, by INSERT SELECT', ({ written }) => written.perSecond),
          perStage('seconds until merges were done', ({ written }) => written.settled),
          perStage('bytes an event on disk', ({ facts }) => facts.bytes),
          perStage('of them key, id and version', ({ facts }) => facts.names),
          perStage('bytes an event, not compressed', ({ facts }) => facts.plain),
          perStage('parts', ({ facts }) => facts.parts),
          ['rows merged for each written', ...stages.map(({ facts }) => facts.merged.toFixed(1))],
          perStage('MB of memory for primary keys', ({ facts }) => facts.keys / 1e6),
          perStage('SQLite: events/s, by its append', ({ sqlite }) => sqlite?.perSecond),
          perStage('bytes an event in the file', ({ sqlite }) => sqlite?.bytes),
        ],
      },
    ],
    figures: { stages, settled },
    notes: [
      `From a question to its JSON, medians of ${repeats}; memory is the most that the engine took for the largest number of events. Answers of both are the same.`,
      'One event of a thousand is there twice. Load, engine and questions share the machine.',
    ],
    packages: ['better-sqlite3'],
  })
} finally {
  await server.stop()
  await rm(folder, { recursive: true })
}
