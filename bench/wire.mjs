import { setTimeout as sleep } from 'node:timers/promises'
import { inBrowser } from './lib/in-browser.mjs'
import { report } from './lib/report.mjs'
import { roundCount, rounds } from './lib/rounds.mjs'
import { rows } from './lib/rows.mjs'
import { subjects } from './subjects/index.mjs'

const work = { events: 100, gap: 20 }
/** How long requests may come in after the page is closed, in ms. */
const settle = 2_000

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

const measure = (trial) => (subject) =>
  trial(subject, async ({ page, collector }) => {
    await page.evaluate(drive, { ...work, collector: collector.url })
    await page.close()
    await sleep(settle)
    const { bytes, requests, preflights, events } = collector.seen()
    return { each: bytes / work.events, requests, preflights, arrived: events }
  })

const count = roundCount(3)
await inBrowser(async (browser, trial) => {
  const measured = await rounds(subjects, count, measure(trial))
  const cells = ({ figure }) => [
    Math.round(figure('each')),
    figure('requests'),
    figure('preflights'),
    figure('arrived'),
  ]
  report('wire', {
    tables: [
      {
        title: `On the wire: ${work.events} events over ${(work.events * work.gap) / 1_000} s, then the page is closed`,
        columns: ['', 'bytes an event', 'requests', 'preflights', 'arrived'],
        rows: rows(measured, cells),
      },
    ],
    notes: [
      `All bytes that the collector’s sockets read, headers included; HTTP/1.1; medians of ${count} rounds.`,
    ],
    packages: subjects.flatMap((subject) => subject.package ?? []),
    browser,
  })
})
