import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { useChromium } from './support/chromium.ts'
import { site, trackingPage } from './support/site.ts'
import { collecting } from './support/stored.ts'

const context = useChromium()

/** A page on one site, its collector on another, as most customers have it. */
const opened = async (options = '', before = '') => {
  const collector = await collecting()
  const pages = await site({
    '/': before + trackingPage(collector.url, options),
    '/next': '<!doctype html><title>Next</title>',
  })
  const page = await (await context()).newPage()
  const address = pages.at('shop.test')
  await page.goto(address)
  return { collector, page, pages, address }
}

const trackTen = `for (let i = 1; i <= 10; i++) tracker.track({ category: 'embed', action: 'view', labels: { i } })`
const inOrder = Array.from({ length: 10 }, (_, index) => `${index + 1}`)
const labelsOf = (events: { payload: Record<string, unknown> }[]) =>
  events.map(({ payload }) => (payload.labels as Record<string, string>).i)

describe('events leave', () => {
  it('while the page is open, some time after the first', async () => {
    const { collector, page, address } = await opened()
    const before = Math.floor(Date.now() / 1000) * 1000
    await page.evaluate(trackTen)
    const events = await collector.arrived(10)
    expect(labelsOf(events)).toStrictEqual(inOrder)
    expect(events.map(({ sequence }) => sequence)).toStrictEqual(inOrder.map(Number))
    const [event] = events
    expect(event).toMatchObject({ type: 'embed/view', page: address })
    expect(event?.time).toBeGreaterThanOrEqual(before)
    expect(event?.time).toBeLessThanOrEqual(Date.now())
  })

  it('when the tab is closed', async () => {
    const { collector, page } = await opened()
    await page.evaluate(trackTen)
    await page.close({ runBeforeUnload: true })
    expect(labelsOf(await collector.arrived(10))).toStrictEqual(inOrder)
  })

  it('when the page navigates in the same task', async () => {
    const { collector, page } = await opened()
    await page.evaluate(`${trackTen}; location.href = '/next'`).catch(() => {})
    await page.waitForURL('**/next')
    expect(labelsOf(await collector.arrived(10))).toStrictEqual(inOrder)
  })

  it('when they come in the last moment of the page', async () => {
    const { collector, page } = await opened()
    await page.evaluate(`
      addEventListener('pagehide', () => tracker.track({ category: 'page', action: 'pagehide' }))
      document.addEventListener('visibilitychange', () => tracker.track({ category: 'page', action: 'hidden' }))
    `)
    await page.evaluate(`location.href = '/next'`).catch(() => {})
    const types = (await collector.arrived(2)).map(({ type }) => type)
    expect(types.toSorted()).toStrictEqual(['page/hidden', 'page/pagehide'])
  })

  it('by flush, at once', async () => {
    const { collector, page } = await opened('batch: { wait: 1e9 }')
    await page.evaluate(`${trackTen}; tracker.flush()`)
    expect(await collector.arrived(10)).toHaveLength(10)
  })
})

describe('where the beacon will not do', () => {
  const noBeacon = '<script>Navigator.prototype.sendBeacon = undefined</script>'
  const refusing = '<script>Navigator.prototype.sendBeacon = () => false</script>'

  it.each([
    ['there is none', noBeacon],
    ['it refuses everything', refusing],
  ])('fetch carries the events: %s', async (_name, before) => {
    const { collector, page } = await opened('', before)
    await page.evaluate(trackTen)
    expect(labelsOf(await collector.arrived(10))).toStrictEqual(inOrder)
  })

  it.each([
    ['there is none', noBeacon],
    ['it refuses everything', refusing],
  ])('and outlives the page: %s', async (_name, before) => {
    const { collector, page } = await opened('', before)
    await page.evaluate(`${trackTen}; location.href = '/next'`).catch(() => {})
    expect(labelsOf(await collector.arrived(10))).toStrictEqual(inOrder)
  })

  it('an event too large for any beacon arrives, and its small neighbours too', async () => {
    const { collector, page } = await opened()
    await page.evaluate(`
      tracker.track({ category: 'embed', action: 'small' })
      tracker.track({ category: 'embed', action: 'large', labels: { text: 'x'.repeat(70_000) } })
      tracker.track({ category: 'embed', action: 'small' })
    `)
    const events = await collector.arrived(3)
    expect(events.map(({ type }) => type)).toStrictEqual(['embed/small', 'embed/large', 'embed/small'])
  })

  it('a burst of 2,000 events in one task arrives whole, once each', async () => {
    const { collector, page } = await opened()
    await page.evaluate(
      `for (let i = 1; i <= 2000; i++) tracker.track({ category: 'embed', action: 'view', labels: { i } })`,
    )
    const events = await collector.arrived(2000)
    expect(events.map(({ sequence }) => sequence)).toStrictEqual(
      Array.from({ length: 2000 }, (_, index) => index + 1),
    )
  })
})

it("a delivery of the page's own is handed requests it can read", async () => {
  const { page } = await opened(
    `delivery: { send: async (request, { isLeaving }) => { handed = { ...request, isLeaving }; return { status: 200 } } }`,
    '<script>let handed</script>',
  )
  await page.evaluate(`tracker.track({ category: 'embed', action: 'view' }); tracker.flush()`)
  expect(await page.evaluate('handed')).toStrictEqual({
    url: expect.stringMatching(/^http:.*\/track\/activity$/),
    body: expect.stringMatching(/^\?k=[\w-]+&h=recorded\.1\n\?u=.*\nd=\d+&c=embed&a=view&n=1$/),
    lines: 1,
    isLeaving: false,
  })
})

it('a collector that knows only the documented API gets one event an address, in an empty body', async () => {
  const collector = await site({ '/': '' })
  const pages = await site({
    '/': trackingPage(
      collector.at('tracking.test', '/track/activity'),
      `wire: rivulet.rivet({ pack: 'address' })`,
    ),
  })
  const page = await (await context()).newPage()
  await page.goto(pages.at('shop.test'))
  await page.evaluate(`
    tracker.track({ category: 'embed', action: 'view', labels: { embedId: 'e-42' }, date: 1795000000 })
    tracker.track({ category: 'embed', action: 'click', date: 1795000001 })
    tracker.flush()
  `)
  await expect.poll(() => collector.requests.length).toBe(2)
  const [visitor, session] = (await page.evaluate(
    `['userID', 'sessionID'].map((id) => localStorage['_tog.rv-' + id])`,
  )) as [string, string]
  const rest = `u=${visitor}&i=${session}&rr=${encodeURIComponent(pages.at('shop.test'))}`
  expect(collector.requests).toMatchObject([
    {
      method: 'POST',
      url: `/track/activity?d=1795000000&c=embed&a=view&l1=embedId&v1=e-42&${rest}`,
      headers: { 'content-length': '0' },
    },
    {
      method: 'POST',
      url: `/track/activity?d=1795000001&c=embed&a=click&${rest}`,
      headers: { 'content-length': '0' },
    },
  ])
})

describe('the page', () => {
  it("hears nothing of it: no console line, no error, no global but the script's own", async () => {
    const collector = await collecting()
    const pages = await site({ '/': trackingPage(collector.url) })
    const page = await (await context()).newPage()
    const said: string[] = []
    page.on('console', (message) => said.push(message.text()))
    page.on('pageerror', (error) => said.push(error.message))
    await page.goto(pages.at('www.shop.co.uk'))
    await page.evaluate(
      `tracker.track(null); tracker.track({ category: 'embed', action: 'view' }); tracker.flush()`,
    )
    await collector.arrived(1)
    expect(said).toStrictEqual([])
    expect(await page.evaluate('issues')).toMatchObject([{ reason: 'invalid', field: 'category' }])
    const globals = async (of: Page): Promise<string[]> => of.evaluate('Object.getOwnPropertyNames(window)')
    const usual = await globals(await (await context()).newPage())
    expect((await globals(page)).filter((name) => !usual.includes(name))).toStrictEqual(['rivulet'])
  })

  it('is left as it was by stop(): nothing leaves it any more', async () => {
    const { collector, page } = await opened()
    await page.evaluate(`
      tracker.track({ category: 'embed', action: 'before' })
      tracker.stop()
      tracker.track({ category: 'embed', action: 'after' })
    `)
    await collector.arrived(1)
    await page.evaluate(`location.href = '/next'`).catch(() => {})
    await page.waitForURL('**/next')
    // Sent after all that the page could have sent: what has not come before it does not come.
    await fetch(`${collector.url}?d=1795000000&c=embed&a=last`)
    const types = (await collector.arrived(2)).map(({ type }) => type)
    expect(types.toSorted()).toStrictEqual(['embed/before', 'embed/last'])
  })

  it('may carry several trackers and several copies of the SDK: one visitor, each its own sender', async () => {
    const { collector, page } = await opened()
    await page.addScriptTag({ url: '/rivulet.min.js' })
    await page.evaluate((url) => {
      const { createTracker } = (
        window as unknown as {
          rivulet: { createTracker: (options: object) => { track(event: object): void; flush(): void } }
        }
      ).rivulet
      const other = createTracker({ collector: url })
      other.track({ category: 'embed', action: 'second copy' })
      other.flush()
    }, collector.url)
    await page.evaluate(`tracker.track({ category: 'embed', action: 'first copy' }); tracker.flush()`)
    const events = await collector.arrived(2)
    expect(new Set(events.map(({ visitor }) => visitor)).size).toBe(1)
    expect(new Set(events.map(({ session }) => session)).size).toBe(1)
    expect(new Set(events.map(({ sender }) => sender)).size).toBe(2)
    expect(events.map(({ sequence }) => sequence)).toStrictEqual([1, 1])
  })
})
