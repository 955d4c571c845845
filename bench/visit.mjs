import { setTimeout as sleep } from 'node:timers/promises'
import { chromium } from 'playwright-core'
import { chromiumPath, playwrightFlags } from '../scripts/chromium.mjs'
import { slowNetwork } from '../test/faults/slow-network.mjs'
import { atMost } from './lib/at-most.mjs'
import { chosen, numbers } from './lib/chosen.mjs'
import { countingCollector } from './lib/counting-collector.mjs'
import { withEarlier } from './lib/earlier.mjs'
import { report } from './lib/report.mjs'
import { rows } from './lib/rows.mjs'
import { storingCollector } from './lib/storing-collector.mjs'
import { visitedSite } from './lib/visited-site.mjs'
import { acknowledged, allIn, durable, gzipped, peers, rivulet, scriptTag } from './subjects/index.mjs'

const ours = [acknowledged, rivulet, gzipped, allIn, durable, scriptTag]
/** Those who are measured when none are chosen. */
const usual = [acknowledged, ...peers].map(({ name }) => name)
const subjects = withEarlier(chosen('SUBJECTS', [...ours, ...peers], ({ name }) => name, usual))
const lengths = numbers('PAGES', [5, 10, 20, 40])
const roundTrips = numbers('RTT', [0, 100])

const work = { events: 3, gap: 250, stay: 800 }
/** How long a page may last on a slow machine, its load included, in ms. */
const mostStay = 10_000
/** Visits at a time. Nearly all of one is waiting. */
const together = 4
/** How long events may take to arrive when the tab is closed, in ms. */
const patience = 5_000
/** How long more may come when all have arrived, in ms. */
const settle = 1_500

/** Pages that are left may be kept for the way back, as they are with people; Playwright alone would have none kept. */
const browser = await chromium.launch({
  executablePath: chromiumPath(),
  args: [...playwrightFlags],
  ignoreDefaultArgs: ['--disable-back-forward-cache'],
})

/** Made once: what is built meanwhile does not get in. */
const sites = new Map(
  await Promise.all(subjects.map(async (subject) => [subject, await visitedSite(subject, work)])),
)

/** Somebody visits so many pages and closes the tab. @returns what came of it, or the `error` */
const visit = async (subject, pages, roundTrip) => {
  const ends = []
  const until = (opened) => {
    ends.push(opened.close)
    return opened
  }
  try {
    const store = subject.isOurs ? until(await storingCollector()) : undefined
    const collector = until(await countingCollector(subject.endpoint, store?.url))
    const { url } = until(await slowNetwork(collector.url, roundTrip))
    const site = until(await sites.get(subject)(url, pages))
    const near = until(await slowNetwork(site.url, roundTrip))
    const context = await browser.newContext()
    ends.push(() => context.close())
    const tab = await context.newPage()
    await tab.goto(near.url + site.first)
    const late = sleep(pages * mostStay, undefined, { ref: false })
    await Promise.race([site.over, late.then(() => Promise.reject(Error('its last page never came')))])
    const closed = new Promise((resolve) => tab.once('close', resolve))
    await tab.close({ runBeforeUnload: true })
    await closed
    const tracked = pages * work.events
    const deadline = Date.now() + patience
    while (collector.seen().events < tracked && Date.now() < deadline) await sleep(50)
    await sleep(settle)
    collector.check()
    const { bytes, requests, preflights, events } = collector.seen()
    const arrived = collector.numbers()
    const stored = store?.numbers() ?? arrived
    const once = stored.filter((number) => stored.indexOf(number) === stored.lastIndexOf(number)).length
    return {
      each: bytes / events,
      requests,
      preflights,
      once,
      lost: tracked - new Set(stored).size,
      copies: arrived.length - events,
    }
  } catch (error) {
    return { error }
  } finally {
    for (const end of ends.reverse()) await end()
  }
}

const visits = roundTrips.flatMap((roundTrip) =>
  subjects.flatMap((subject) => lengths.map((pages) => ({ subject, pages, roundTrip }))),
)
await atMost(
  together,
  // The longest first: the others fit in beside them.
  visits
    .toSorted((one, other) => other.pages - one.pages)
    .map((each) => async () => {
      process.stderr.write(`${each.subject.name}: ${each.pages} pages, round trip ${each.roundTrip} ms\n`)
      each.figures = await visit(each.subject, each.pages, each.roundTrip)
    }),
)
await browser.close()

const all = visits.map(({ subject, pages, roundTrip, figures }) => ({
  name: `${subject.name}, ${pages} pages`,
  subject,
  pages,
  roundTrip,
  ...figures,
}))
/** A row by subject: bytes an event at each length, and what the longest costs of the shortest but one. */
const bySubject = (roundTrip) =>
  subjects.map((subject) => {
    const own = all.filter((each) => each.subject === subject && each.roundTrip === roundTrip)
    const at = (pages) => own.find((each) => each.pages === pages)?.each
    const ratio = at(40) / at(10)
    return [
      subject.name,
      ...own.map(({ error, each }) => (error ? 'failed' : Math.round(each))),
      Number.isNaN(ratio) ? '' : ratio.toFixed(2),
    ]
  })
const cells = ({ each, requests, preflights, once, lost, copies }) => [
  Math.round(each),
  requests,
  preflights,
  once,
  lost,
  copies,
]

report('visit', {
  tables: roundTrips.flatMap((roundTrip) => [
    {
      title: `A visit of short pages, round trip ${roundTrip} ms: bytes an event`,
      columns: ['', ...lengths.map((pages) => `${pages} pages`), '40 to 10'],
      rows: bySubject(roundTrip),
    },
    {
      title: `A visit of short pages, round trip ${roundTrip} ms`,
      columns: ['', 'bytes an event', 'requests', 'preflights', 'exactly once', 'lost', 'copies sent'],
      rows: rows(
        all.filter((each) => each.roundTrip === roundTrip),
        cells,
      ),
    },
  ]),
  figures: all.map(({ subject, error, ...figures }) => ({ ...figures, failed: error?.message })),
  notes: [
    `Pages of ${work.stay / 1_000} s with ${work.events} events each, one after the other, then the tab is closed. Each visit once.`,
    'All bytes that the collector’s sockets read, headers included, by event that arrived; HTTP/1.1. Copies are what was sent beyond the first of each event.',
    'Exactly once and lost: at Rivulet in its own collector’s store, at the others in what was sent.',
  ],
  packages: subjects.flatMap((subject) => subject.package ?? []),
  browser: browser.version(),
})
