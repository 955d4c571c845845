import { expect, it } from 'vitest'
import { useChromium } from '../support/chromium.ts'
import { interruptibleCollector } from '../support/side-by-side/interruptible-collector.ts'
import { site, trackingPage } from '../support/site.ts'

const context = useChromium()

/** As the customer's pages have them: they stand between the page and every address, its collector's too. */
const workers = {
  'asks for everything itself': 'event.respondWith(fetch(event.request))',
  'looks into its cache first, and puts there what it gets': `event.respondWith(
    caches.match(event.request).then((cached) => cached ?? fetch(event.request).then(async (response) => {
      await (await caches.open('all')).put(event.request, response.clone()).catch(() => {})
      return response
    })),
  )`,
  'has a page for when nothing can be reached':
    "event.respondWith(fetch(event.request).catch(() => new Response('<p>You are offline.', { status: 200 })))",
} as const

/** A page behind a worker, and its collector. */
const behind = async (worker: string) => {
  const collector = await interruptibleCollector()
  const pages = await site({
    '/': trackingPage(collector.url, 'delivery: rivulet.acknowledged(), batch: { wait: 50 }'),
    '/next': '<!doctype html><title>Next</title>',
    '/worker.js': `
      addEventListener('install', () => skipWaiting())
      addEventListener('activate', (event) => event.waitUntil(clients.claim()))
      addEventListener('fetch', (event) => { ${worker} })`,
  })
  const page = await (await context()).newPage()
  // Where browsers allow what they allow on https.
  await page.goto(pages.at('localhost'))
  await page.evaluate(`(async () => {
    const claimed = new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done))
    await navigator.serviceWorker.register('/worker.js')
    await claimed
  })()`)
  return { collector, page }
}

const track = (action: string): string => `tracker.track({ category: 'page', action: '${action}' })`

it.each(Object.entries(workers))('each event arrives once behind a worker that %s', async (_, worker) => {
  const { collector, page } = await behind(worker)
  await page.evaluate(track('view'))
  await expect.poll(collector.types).toStrictEqual(['page/view'])
  await page.evaluate(`${track('left')}; location.href = '/next'`).catch(() => {})
  await page.waitForURL('**/next')
  await expect.poll(collector.types).toStrictEqual(['page/left', 'page/view'])
  await page.goBack()
  await page.evaluate(track('back'))
  await expect.poll(collector.types).toStrictEqual(['page/back', 'page/left', 'page/view'])
  expect(collector.repeats()).toBe(0)
})

it('what a worker says in the collector’s place is not believed', async () => {
  const { collector, page } = await behind(workers['has a page for when nothing can be reached'])
  await collector.goAway()
  await page.evaluate(track('view'))
  await expect
    .poll(() => page.evaluate<unknown>('issues'))
    .toContainEqual(expect.objectContaining({ reason: 'unreachable', value: `200 ${collector.url}` }))
  await collector.comeBack()
  await expect.poll(collector.types).toStrictEqual(['page/view'])
  expect(collector.repeats()).toBe(0)
})
