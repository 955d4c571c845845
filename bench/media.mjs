import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { bundle } from './lib/bundle.mjs'
import { launchChromium } from './lib/launch-chromium.mjs'
import { mainThread } from './lib/main-thread.mjs'
import { report } from './lib/report.mjs'
import { roundCount, rounds } from './lib/rounds.mjs'
import { rows } from './lib/rows.mjs'
import { serve } from './lib/serve.mjs'

/** Seconds that the video plays before it is measured: its player, its first events and their request are done. */
const beginning = 4

/** Seconds of playing that are measured. In that time come two view events. */
const lasting = 20

const film = readFileSync(new URL('../examples/player/tide.webm', import.meta.url))

const html = `<!doctype html><title>bench</title><link rel="icon" href="data:,">
<video src="/tide.webm" muted loop playsinline width="640"></video><script src="/page.js"></script>`

/** A page with a tracker, and what watches its video. */
const pageOf = (plugins) =>
  bundle(
    `import { acknowledged, createTracker, kaltura, media } from 'rivulet'
    const video = document.querySelector('video')
    createTracker({
      collector: '/collect',
      wire: kaltura({ partnerId: 1 }),
      delivery: acknowledged(),
      plugins: [${plugins}],
    })`,
    { format: 'iife' },
  )

const subjects = [
  { name: 'video and tracker', plugins: '', views: 0 },
  { name: 'video and tracker with media()', plugins: `media(video, { entryId: '1_a' })`, views: 3 },
]

/** Serves the page, its video, and a collector that keeps nothing. */
const playerSite = async ({ plugins }) => {
  const script = await pageOf(plugins)
  const bodies = []
  const answers = {
    '/': ['text/html', html],
    '/page.js': ['text/javascript', script],
    '/tide.webm': ['video/webm', film],
    '/collect': ['application/json', '{"stored":1,"repeated":0,"rejected":[],"time":1795000000}'],
  }
  const { port, close } = await serve(async (request, response) => {
    bodies.push(Buffer.concat(await request.toArray()).toString())
    const [type, body] = answers[request.url] ?? ['text/plain', '']
    response.writeHead(200, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body)
  })
  return {
    url: `http://localhost:${port}/`,
    close,
    /** How many of Kaltura's view events came. */
    views: () => bodies.join('\n').match(/eventType=99\b/g)?.length ?? 0,
  }
}

const measure = (browser) => async (subject) => {
  const site = await playerSite(subject)
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    await page.goto(site.url)
    const spent = await mainThread(context, page)
    const idle = await spent()
    await page.evaluate(() => document.querySelector('video')?.play())
    await sleep(beginning * 1_000)
    const begun = await spent()
    await sleep(lasting * 1_000)
    const played = await spent()
    await page.evaluate(() => document.querySelector('video')?.pause())
    await sleep(2_500)
    if (site.views() !== subject.views) throw Error(`${site.views()} views came instead of ${subject.views}`)
    const share = (name) => (played[name] - begun[name]) / (lasting * 10)
    return { beginning: begun.task - idle.task, task: share('task'), script: share('script') }
  } finally {
    await context.close()
    await site.close()
  }
}

const count = roundCount(5)
const browser = await launchChromium()
try {
  const measured = await rounds(subjects, count, measure(browser))
  const [plain, watched] = measured
  const figures = ['beginning', 'task', 'script']
  const hasFailed = measured.some(({ error }) => error)
  const cells = ({ figure }) => figures.map((name) => figure(name).toFixed(name === 'beginning' ? 1 : 3))
  const added = [
    'what media() adds',
    ...cells({ figure: (name) => watched.figure(name) - plain.figure(name) }),
  ]
  report('media', {
    tables: [
      {
        title: 'Main thread while a video plays',
        columns: ['', `first ${beginning} s: ms`, 'then: % of one core', 'of that scripts'],
        rows: [...rows(measured, cells), ...(hasFailed ? [] : [added])],
      },
    ],
    notes: [
      `Time that the page’s main thread worked, in ${lasting} s of playing after the first ${beginning}, sending included; medians of ${count} rounds.`,
    ],
    packages: [],
    browser: browser.version(),
  })
} finally {
  await browser.close()
}
