import { setTimeout as sleep } from 'node:timers/promises'
import { chosen } from './lib/chosen.mjs'
import { withEarlier } from './lib/earlier.mjs'
import { inBrowser } from './lib/in-browser.mjs'
import { ratioTable } from './lib/ratio-table.mjs'
import { report } from './lib/report.mjs'
import { roundCount, rounds } from './lib/rounds.mjs'
import { rows } from './lib/rows.mjs'
import { median, quantile } from './lib/statistics.mjs'
import { acknowledged, allIn, durable, nothing, peers, rivulet, scriptTag } from './subjects/index.mjs'

const work = { bursts: 50, events: 21, gap: 20 }
const events = work.bursts * work.events
/** How long events may take to arrive, in ms: mixpanel is busy for seconds before it sends. */
const patience = 15_000
/** How long everyone may go on when all have arrived, in ms. */
const settle = 2_000

/** Runs in the page: the times of evaluating the script, of creating the tracker, and of each call, in ms. */
const drive = async ({ bursts, events, gap, collector }) => {
  const timed = (act) => {
    const began = performance.now()
    const result = act()
    return [performance.now() - began, result]
  }
  const script = document.createElement('script')
  script.textContent = globalThis.source
  const [evaluate] = timed(() => document.head.append(script))
  const { start, event } = globalThis.subject
  const [create, track] = timed(() => start(collector))
  const calls = []
  for (let burst = 0; burst < bursts; burst++) {
    for (let count = 0; count < events; count++) {
      const next = event(calls.length)
      calls.push(timed(() => track(next))[0])
    }
    await new Promise((resolve) => setTimeout(resolve, gap))
  }
  return { evaluate, create, calls }
}

const measure = (trial) => (subject) =>
  trial(subject, async ({ page, context, collector }) => {
    const devtools = await context.newCDPSession(page)
    await devtools.send('Performance.enable')
    const taskSeconds = async () => {
      const { metrics } = await devtools.send('Performance.getMetrics')
      return metrics.find(({ name }) => name === 'TaskDuration').value
    }
    const before = await taskSeconds()
    const { evaluate, create, calls } = await page.evaluate(drive, { ...work, collector: collector.url })
    const until = Date.now() + patience
    while (collector.seen().events < events && Date.now() < until) await sleep(50)
    await sleep(settle)
    const microseconds = calls.map((call) => call * 1_000)
    return {
      evaluate,
      create,
      begin: evaluate + create,
      first: calls[0],
      median: median(microseconds),
      mean: microseconds.reduce((sum, call) => sum + call) / calls.length,
      p99: quantile(microseconds, 0.99),
      task: ((await taskSeconds()) - before) * 1_000,
      requests: collector.seen().requests,
      arrived: collector.seen().events,
    }
  })

const count = roundCount(5)
const ours = [rivulet, acknowledged, allIn, durable, scriptTag]
const subjects = withEarlier(chosen('SUBJECTS', [nothing, ...ours, ...peers], ({ name }) => name))
await inBrowser(async (browser, trial) => {
  const measured = await rounds(subjects, count, measure(trial))
  const cells = ({ figure }) => [
    figure('evaluate'),
    figure('create'),
    figure('begin'),
    figure('first'),
    Math.round(figure('median')),
    figure('mean'),
    Math.round(figure('p99')),
    Math.round(figure('task')),
    figure('requests'),
    figure('arrived'),
  ]
  report('cost', {
    tables: [
      {
        title: `Main-thread cost of ${events.toLocaleString('en')} events`,
        columns: [
          '',
          'evaluate ms',
          'create ms',
          'evaluate + create',
          'first track() ms',
          'track() median µs',
          'mean µs',
          'p99 µs',
          'total task ms',
          'requests',
          'arrived',
        ],
        rows: rows(measured, cells),
      },
      ratioTable('Ours as a multiple of others', measured, subjects, [
        { title: 'track() median to snowplow’s', figure: ({ figure }) => figure('median'), to: 'snowplow' },
        { title: 'total task to snowplow’s', figure: ({ figure }) => figure('task'), to: 'snowplow' },
        ...['plausible', 'earlier'].map((to) => ({
          title: `evaluate and create to ${to === 'earlier' ? 'the earlier build' : to}’s`,
          figure: ({ figure }) => figure('begin'),
          to,
        })),
        { title: 'total task to the earlier build’s', figure: ({ figure }) => figure('task'), to: 'earlier' },
      ]),
    ],
    notes: [
      `${work.bursts} bursts of ${work.events} events, one each ${work.gap} ms, then up to ${patience / 1_000} s to send them; medians of ${count} rounds.`,
      'The clock of the page ticks in steps of 5 µs. Total task is all that the page’s main thread did, from evaluating on.',
    ],
    packages: subjects.flatMap((subject) => subject.package ?? []),
    browser,
  })
})
