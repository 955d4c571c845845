import { setTimeout as sleep } from 'node:timers/promises'
import { chosen, numbers } from './lib/chosen.mjs'
import { withEarlier } from './lib/earlier.mjs'
import { inBrowser } from './lib/in-browser.mjs'
import { report } from './lib/report.mjs'
import { roundCount, rounds } from './lib/rounds.mjs'
import { rows } from './lib/rows.mjs'
import { acknowledged, gzipped, peers, rivulet, scriptTag } from './subjects/index.mjs'

const ours = [rivulet, acknowledged, gzipped, scriptTag]
const subjects = withEarlier(chosen('SUBJECTS', [...ours, ...peers], ({ name }) => name))

const roundTrips = numbers('RTT', [0, 100, 300])
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

const measureAt = (trial, isClosed, roundTrip) => (subject) =>
  trial(
    subject,
    async ({ page, collector, address }) => {
      await page.evaluate(drive, { ...work, collector: address })
      if (isClosed) await page.close()
      const until = Date.now() + patience
      while (collector.seen().events < work.events && Date.now() < until) await sleep(50)
      await sleep(settle)
      const { bytes, requests, preflights, events } = collector.seen()
      return { each: bytes / events, requests, preflights, arrived: events }
    },
    roundTrip,
  )

/** All round trips at once, in a page each: nearly all of it is waiting. A figure's name is followed by its round trip. */
const measure = (trial, isClosed) => async (subject) => {
  const measured = await Promise.all(
    roundTrips.map(async (roundTrip) => {
      const figures = await measureAt(trial, isClosed, roundTrip)(subject)
      return Object.entries(figures).map(([name, value]) => [`${name} ${roundTrip}`, value])
    }),
  )
  return Object.fromEntries(measured.flat())
}

const [least, most] = [roundTrips[0], roundTrips.at(-1)]

const cells = ({ figure }) => {
  const each = (name) => roundTrips.map((roundTrip) => figure(`${name} ${roundTrip}`))
  return [
    ...each('each').map(Math.round),
    (figure(`each ${most}`) / figure(`each ${least}`)).toFixed(2),
    ...each('requests'),
    figure(`preflights ${least}`),
    Math.min(...each('arrived')),
  ]
}

const columns = [
  '',
  ...roundTrips.map((roundTrip, at) => `${at ? '' : 'bytes an event: '}${roundTrip} ms`),
  `${most} to ${least}`,
  ...roundTrips.map((roundTrip, at) => `${at ? '' : 'requests: '}${roundTrip} ms`),
  'preflights',
  'arrived',
]

const count = roundCount(3)
await inBrowser(async (browser, trial) => {
  const table = async (what, isClosed) => ({
    title: `On the wire: ${work.events} events over ${(work.events * work.gap) / 1_000} s, ${what}`,
    columns,
    rows: rows(await rounds(subjects, count, measure(trial, isClosed)), cells),
  })
  report('wire', {
    tables: [await table('and the page stays open', false), await table('then the page is closed', true)],
    notes: [
      `All bytes that the collector’s sockets read, headers included, by event that arrived; HTTP/1.1; medians of ${count} rounds.`,
      'The round trip is to the collector, and a new connection takes one more. Arrived is the least of them.',
    ],
    packages: subjects.flatMap((subject) => subject.package ?? []),
    browser,
  })
})
