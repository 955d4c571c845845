import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { aroundLoad } from './lib/around-load.mjs'
import { bundle } from './lib/bundle.mjs'
import { chosen } from './lib/chosen.mjs'
import { withEarlier } from './lib/earlier.mjs'
import { launchChromium } from './lib/launch-chromium.mjs'
import { mainThread } from './lib/main-thread.mjs'
import { ratioTable } from './lib/ratio-table.mjs'
import { report } from './lib/report.mjs'
import { roundCount, rounds } from './lib/rounds.mjs'
import { rows } from './lib/rows.mjs'
import { serve } from './lib/serve.mjs'

/** Seconds after the page has loaded that are measured too: whatever a script puts off falls into them. */
const lasting = 4

const today = fileURLToPath(new URL('../dist', import.meta.url))

/** What each does by itself on a page with nothing but its script: page views, and clicks on links. */
const all = [
  { name: 'nothing', tag: '', events: 0 },
  {
    name: 'rivulet',
    tag: '<script defer src="/sdk.js" data-collector="/collect" data-visible=".tile"></script>',
    source: async ({ dist = today }) => readFileSync(`${dist}/rivulet.min.js`),
    isOurs: true,
    events: 1,
  },
  {
    name: 'plausible',
    package: '@plausible-analytics/tracker',
    tag: '<script defer src="/sdk.js"></script>',
    source: () =>
      bundle(
        `import { init } from '@plausible-analytics/tracker'
        init({ domain: 'bench.example', endpoint: '/collect', captureOnLocalhost: true, outboundLinks: true, fileDownloads: true })`,
        { format: 'iife' },
      ),
    events: 1,
  },
  {
    name: 'posthog',
    package: 'posthog-js',
    tag: '<script defer src="/sdk.js"></script>',
    source: () =>
      bundle(
        `import posthog from 'posthog-js'
        posthog.init('phc_bench', {
          api_host: location.origin, disable_session_recording: true, disable_surveys: true,
          disable_external_dependency_loading: true, advanced_disable_flags: true, opt_out_useragent_filter: true,
        })`,
        { format: 'iife' },
      ),
    events: 1,
  },
]

const subjects = withEarlier(chosen('SUBJECTS', all, ({ name }) => name))

const tile = (at) =>
  `<article class="tile" data-embed="e-${at}"><h2>Story ${at}</h2><p>${'A line of text. '.repeat(12)}</p><a href="/story-${at}">Read</a></article>`

const html = (tag) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Stories</title>
<link rel="icon" href="data:,">${tag}<h1>Stories</h1>${Array.from({ length: 200 }, (_, at) => tile(at)).join('')}`

/** Runs in the page before anything else. */
const watch = () => {
  globalThis.seen = { longTasks: 0, shift: 0 }
  new PerformanceObserver((list) => {
    globalThis.seen.longTasks += list.getEntries().length
  }).observe({ type: 'longtask' })
  new PerformanceObserver((list) => {
    // What TypeScript's DOM does not know yet: LayoutShift.
    for (const entry of list.getEntries()) globalThis.seen.shift += /** @type {any} */ (entry).value
  }).observe({ type: 'layout-shift' })
}

/** Serves the page, the script, and a collector that takes whatever comes. */
const siteOf = async (subject) => {
  const { tag, source } = subject
  const script = await source?.(subject)
  let requests = 0
  const { port, close } = await serve(async (request, response) => {
    await request.toArray()
    const { pathname } = new URL(request.url, 'http://localhost')
    if (request.method === 'POST') requests++
    const [type, body] = { '/': ['text/html', html(tag)], '/sdk.js': ['text/javascript', script] }[
      pathname
    ] ?? ['application/json', '{"stored":1,"repeated":0,"rejected":[],"time":1795000000}']
    response.writeHead(200, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body)
  })
  return { url: `http://localhost:${port}/`, close, requests: () => requests }
}

const measure = (browser) => async (subject) => {
  const site = await siteOf(subject)
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    await page.addInitScript(watch)
    const spent = await mainThread(context, page)
    const before = await spent()
    const split = await aroundLoad(browser, page)
    await page.goto(site.url, { waitUntil: 'load' })
    await sleep(lasting * 1_000)
    const after = await spent()
    const around = await split()
    const { longTasks, shift } = await page.evaluate(() => globalThis.seen)
    if (subject.events > 0 && site.requests() === 0) throw Error('no page view was sent')
    return {
      task: after.task - before.task,
      script: after.script - before.script,
      untilLoad: around.before,
      afterLoad: around.after,
      scriptUntilLoad: around.scripts,
      longTasks,
      shift,
      requests: site.requests(),
    }
  } finally {
    await context.close()
    await site.close()
  }
}

const count = roundCount(9)
const browser = await launchChromium()
try {
  const measured = await rounds(subjects, count, measure(browser))
  const nothing = measured.find(({ name }) => name === 'nothing')
  /** What is more than without a script. */
  const more = (figure, name) =>
    nothing && !nothing.error ? figure(name) - nothing.figure(name) : Number.NaN
  const added = (figure, name) => {
    const value = more(figure, name)
    return Number.isNaN(value) ? '' : value.toFixed(1)
  }
  const compared = (title, name, to) => ({ title, figure: ({ figure }) => more(figure, name), to })
  report('load', {
    tables: [
      {
        title: 'A page of 200 tiles with a script tag, against the same page without',
        columns: [
          '',
          'main thread ms',
          'added ms',
          'until load',
          'after load',
          'by scripts',
          'by scripts until load',
          'long tasks',
          'layout shift',
          'requests',
        ],
        rows: rows(measured, ({ figure }) => [
          figure('task').toFixed(1),
          added(figure, 'task'),
          added(figure, 'untilLoad'),
          added(figure, 'afterLoad'),
          added(figure, 'script'),
          added(figure, 'scriptUntilLoad'),
          figure('longTasks'),
          figure('shift'),
          figure('requests'),
        ]),
      },
      ratioTable('Ours as a multiple of others, of what is added', measured, subjects, [
        compared('until load, to plausible’s', 'untilLoad', 'plausible'),
        compared('by scripts until load, to plausible’s', 'scriptUntilLoad', 'plausible'),
        compared('in all, to plausible’s', 'task', 'plausible'),
        compared('by scripts, to plausible’s', 'script', 'plausible'),
        compared('in all, to the earlier build’s', 'task', 'earlier'),
        compared('by scripts, to the earlier build’s', 'script', 'earlier'),
      ]),
    ],
    notes: [
      `Time that the page’s main thread worked, from before the navigation to ${lasting} s after load, the page view and its request included; medians of ${count} rounds.`,
      'Added is the difference of two medians. Until load and after load are told by a trace: the first paint comes on either side of load, so they are less exact than their sum. By scripts is what of it V8 did, and what of that fell before load by the trace.',
      'Each tracks page views and clicks on links by itself; Rivulet watches 200 tiles for visibility too. All scripts are deferred and come from the page’s own origin.',
    ],
    packages: subjects.flatMap((subject) => subject.package ?? []),
    browser: browser.version(),
  })
} finally {
  await browser.close()
}
