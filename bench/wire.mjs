import { setTimeout as sleep } from 'node:timers/promises'
import { chosen } from './lib/chosen.mjs'
import { inBrowser } from './lib/in-browser.mjs'
import { report } from './lib/report.mjs'
import { roundCount, rounds } from './lib/rounds.mjs'
import { rows } from './lib/rows.mjs'
import { acknowledged, gzipped, peers, rivulet, scriptTag } from './subjects/index.mjs'

const ours = [rivulet, acknowledged, gzipped, scriptTag]
const subjects = chosen('SUBJECTS', [...ours, ...peers], ({ name }) => name)

const work = { events: 100, gap: 20 }
/** How long events may take to arrive, in ms: mixpanel and segment send every 5 s. */
const patience = 7_000
/** How long more may come when all have arrived, in ms. */
const settle = 1_000

/** Runs in the page. */
const drive = async ({ events, gap, collector }) => {
  const script = document.createElement('script')
  script.textContent = globalThis.source
  document.head.append(script)
  const { start, event } = globalThis.subject
  const track = start(collector)
  const began = performance.now()
  for (let index = 0; index < events; index++) {
    // Each has its time, whatever the ones before took: all of them last as long for everyone.
    await new Promise((resolve) => setTimeout(resolve, began + index * gap - performance.now()))
    track(event(index))
  }
}

const measure = (trial, isClosed) => (subject) =>
  trial(subject, async ({ page, collector }) => {
    await page.evaluate(drive, { ...work, collector: collector.url })
    if (isClosed) await page.close()
    const until = Date.now() + patience
    while (collector.seen().events < work.events && Date.now() < until) await sleep(50)
    await sleep(settle)
    const { bytes, requests, preflights, events } = collector.seen()
    return { each: bytes / events, requests, preflights, arrived: events }
  })

const cells = ({ figure }) => [
  Math.round(figure('each')),
  figure('requests'),
  figure('preflights'),
  figure('arrived'),
]

const count = roundCount(3)
await inBrowser(async (browser, trial) => {
  const table = async (what, isClosed) => ({
    title: `On the wire: ${work.events} events over ${(work.events * work.gap) / 1_000} s, ${what}`,
    columns: ['', 'bytes an event', 'requests', 'preflights', 'arrived'],
    rows: rows(await rounds(subjects, count, measure(trial, isClosed)), cells),
  })
  report('wire', {
    tables: [await table('and the page stays open', false), await table('then the page is closed', true)],
    notes: [
      `All bytes that the collector’s sockets read, headers included, by event that arrived; HTTP/1.1; medians of ${count} rounds.`,
    ],
    packages: subjects.flatMap((subject) => subject.package ?? []),
    browser,
  })
})
