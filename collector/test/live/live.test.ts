import { once } from 'node:events'
import { request } from 'node:http'
import type { Socket } from 'node:net'
import Fastify from 'fastify'
import { expect, it, onTestFinished } from 'vitest'
import { createSessions } from '../../src/live/access/sessions.ts'
import type { Feed, Summary, Update } from '../../src/live/feed.ts'
import { liveRoutes } from '../../src/live/routes/live.ts'
import { get, post } from '../support/activity.ts'
import { running } from '../support/running.ts'
import { openViewer } from '../support/viewer.ts'
import { deliveryOf } from './page/support/events.ts'

const event = 'd=1795000000&c=embed&a=view'

const summaryOf = async (url: string): Promise<Summary> =>
  (await (await fetch(`${url}/live/summary`)).json()) as Summary

it('sends an event to those who watch, with the counts that it changed', async () => {
  const { url } = await running({ live: true })
  await get(url, event)
  const viewer = await openViewer(url)
  expect(viewer.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  await get(url, 'd=1795000001&c=embed&a=click&l1=embedId&v1=e-42&u=V1&k=f3K&n=1')
  const seen: Update[] = []
  while (!seen.some(({ events }) => events.some(({ id }) => id === '2'))) seen.push(await viewer.update())
  const last = seen.at(-1)!
  expect(last.events.at(-1)).toEqual({
    id: '2',
    dialect: 'rivet',
    type: 'embed/click',
    time: 1795000001000,
    received: expect.any(Number),
    visitor: 'V1',
    sender: 'f3K',
    sequence: 1,
    payload: { category: 'embed', action: 'click', labels: { embedId: 'e-42' }, organization: 1, source: 1 },
  })
  expect(last).toMatchObject({ total: 2, skipped: 0 })
  expect(last.counts).toContainEqual({ category: 'embed', action: 'click', count: 1 })
  const second = Math.floor(last.events.at(-1)!.received / 1000)
  expect(last.rate).toContainEqual([second, expect.any(Number)])
})

it('shows the last hundred of many and says how many more there were', async () => {
  const { url } = await running({ live: true })
  const viewer = await openViewer(url)
  await post(url, Array.from({ length: 250 }, (_, at) => `d=${at}&c=embed&a=view`).join('\n'))
  const update = await viewer.update()
  expect(update.events.map(({ id }) => id)).toEqual(Array.from({ length: 100 }, (_, at) => String(151 + at)))
  expect(update).toMatchObject({
    skipped: 150,
    total: 250,
    counts: [{ category: 'embed', action: 'view', count: 250 }],
  })
})

it('keeps an update small when its events are not', async () => {
  const { url } = await running({ live: true })
  const viewer = await openViewer(url)
  await post(
    url,
    Array.from(
      { length: 8 },
      (_, at) => `d=${at}&c=embed&a=view&x=${'x'.repeat(60_000)}&q=${'q'.repeat(60_000)}`,
    ).join('\n'),
  )
  const update = await viewer.update()
  expect(update.events.map(({ id }) => id)).toEqual(['7', '8'])
  expect(update.skipped).toBe(6)
  expect((await summaryOf(url)).recent.map(({ id }) => id)).toEqual(['8', '7'])
})

it('counts a thousand kinds of events and not one more, however many are made up', async () => {
  const { url } = await running({ live: true })
  await get(url, event)
  await post(url, Array.from({ length: 1500 }, (_, at) => `d=${at}&c=made-up-${at}&a=view`).join('\n'))
  await get(url, event)
  const { total, counts } = await summaryOf(url)
  expect([total, counts.length]).toEqual([1502, 1000])
  expect(counts[0]).toEqual({ category: 'embed', action: 'view', count: 2 })
})

it('counts Kaltura’s events by their types, whatever else they call an action', async () => {
  const { url } = await running({ live: true })
  const viewer = await openViewer(url)
  await fetch(`${url}/api_v3/index.php?service=analytics&action=trackEvent&category=a&eventType=3`)
  await fetch(`${url}/collect?eventType=3`)
  const counts = [{ category: 'kaltura', action: 'play', count: 2 }]
  let update = await viewer.update()
  while (update.total < 2) update = await viewer.update()
  expect(update.counts).toEqual(counts)
  expect((await summaryOf(url)).counts).toEqual(counts)
})

it('sums up what the store holds, also from before the start', async () => {
  const first = await running({ live: true })
  await get(first.url, 'd=1795000000&c=product&a=view&rr=https%3A%2F%2Fshop.example%2F&i=S1')
  await post(first.url, `${event}\n${event}\n${event}&k=f3K&n=1\n${event}&k=f3K&n=1`)
  await first.app.close()
  const second = await running({ live: true, store: first.file })
  await get(second.url, 'd=1795000001&c=product&a=view')
  const summary = await summaryOf(second.url)
  expect(summary.total).toBe(5)
  expect(summary.counts).toEqual([
    { category: 'embed', action: 'view', count: 3 },
    { category: 'product', action: 'view', count: 2 },
  ])
  expect(summary.recent.map(({ id }) => id)).toEqual(['5', '4', '3', '2', '1'])
  expect(summary.recent.at(-1)).toEqual({
    id: '1',
    dialect: 'rivet',
    type: 'product/view',
    time: 1795000000000,
    received: expect.any(Number),
    session: 'S1',
    page: 'https://shop.example/',
    payload: { category: 'product', action: 'view', organization: 1, source: 1 },
  })
  expect(summary.rate.reduce((sum, [, count]) => sum + count, 0)).toBe(5)
})

it('carries hostile text as data, in the stream and in the summary', async () => {
  const { url } = await running({ live: true })
  const viewer = await openViewer(url)
  const hostile =
    '</script><img src=x onerror=alert(1)>\n\nevent: events\ndata: {"events":[]}\r\n\u2028\u0000\u202e'
  await get(
    url,
    new URLSearchParams({
      d: '1',
      c: hostile,
      a: hostile,
      u: hostile,
      l1: '__proto__',
      v1: hostile,
    }).toString(),
  )
  const [sent] = (await viewer.update()).events
  expect(sent).toMatchObject({ visitor: hostile, payload: { category: hostile, action: hostile } })
  expect(Object.entries((sent!.payload as { labels: object }).labels)).toEqual([['__proto__', hostile]])
  const summary = await summaryOf(url)
  expect(summary.recent[0]).toEqual(sent)
  expect(summary.counts).toEqual([{ category: hostile, action: hostile, count: 1 }])
})

it('forbids its page everything but its own files, and others to read its data', async () => {
  const { url } = await running({ live: true })
  for (const path of ['/live', '/live/summary', '/live/events']) {
    const { headers, body } = await fetch(url + path)
    await body!.cancel()
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(headers.get('access-control-allow-origin')).toBeNull()
  }
  // The sources beside the routes hold the page itself, though not its bundled script.
  const page = await fetch(`${url}/live`)
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  expect(page.headers.get('content-security-policy')).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
      "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  )
  expect(await page.text()).toContain('"live/page.js"')
})

it('ends every stream when the collector closes, with events on their way', async () => {
  const { app, url } = await running({ live: true })
  const viewers = [await openViewer(url), await openViewer(url)]
  await get(url, event)
  await app.close()
  // Of a collector that is slow to close they may have come: the end is behind them.
  for (const { message } of viewers) while ((await message()) !== undefined);
})

it('drops a viewer who does not read, and no other', async () => {
  let tell: (update: Update) => void = () => {}
  const app = Fastify()
  onTestFinished(() => app.close())
  const nothing = { total: 0, counts: [], rate: [], delivery: deliveryOf() }
  const access = { wantsLogin: false, sessions: createSessions(), sessionOf: () => undefined }
  const feed: Feed = {
    watch: () => () => {},
    summary: () => ({ ...nothing, recent: [] }),
    delivery: () => deliveryOf(),
    subscribe: (listener) => {
      tell = listener
    },
  }
  liveRoutes(app, feed, { subscribe: () => {} }, access, { addressOf: ({ ip }) => ip })
  const sockets: Socket[] = []
  app.server.on('connection', (socket) => sockets.push(socket))
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const reading = await openViewer(url)
  const [asleep] = await once(request(`${url}/live/events`).end(), 'response')
  const large = { ...nothing, events: [], skipped: 0, filler: 'x'.repeat(256 * 1024) }
  while (!sockets.some(({ destroyed }) => destroyed)) {
    tell(large)
    await reading.update()
  }
  await expect(asleep.toArray()).rejects.toThrow('aborted')
  tell({ ...large, skipped: 7 })
  expect((await reading.update()).skipped).toBe(7)
})

it('keeps nobody out: one more watches in place of the oldest of whoever has most', async () => {
  const { url } = await running({ live: true })
  const first = await openViewer(url)
  const second = await openViewer(url)
  // What one address may have, and one more.
  const others = await Promise.all(Array.from({ length: 19 }, () => openViewer(url)))
  expect(others.map(({ response }) => response.status)).toEqual(Array(19).fill(200))
  expect([await first.message(), await first.message()]).toEqual([
    { event: 'replaced', data: 'null' },
    undefined,
  ])
  await get(url, event)
  for (const viewer of [second, ...others]) expect((await viewer.update()).total).toBe(1)
})
