import { expect, it } from 'vitest'
import { running } from '../../collector/test/support/running.ts'
import { kalturaEventTypes } from '../../src/wires/kaltura/kaltura-event.ts'
import { useChromium } from './support/chromium.ts'
import { sdk } from './support/sdk.ts'
import { site } from './support/site.ts'

const context = useChromium()

/** A page that writes as Kaltura's players do: each event in an address of the documented service. */
const opened = async (before = '', wait = 100) => {
  const { url, rows } = await running()
  const service = `${url}/api_v3/index.php?service=analytics&action=trackEvent`
  const pages = await site({
    '/': `<!doctype html>
<title>A player</title>
<script>${before}</script>
<script>${await sdk()}</script>
<script>
  const issues = []
  const tracker = rivulet.createTracker({
    collector: ${JSON.stringify(service)},
    wire: rivulet.kaltura({ partnerId: 585231, pack: 'address' }),
    delivery: rivulet.addressed(),
    batch: { wait: ${wait} },
    onIssue: (issue) => issues.push(issue),
  })
  const track = (type, more) => tracker.track({ type, entryId: '0_n5nbuy6i', ...more })
</script>`,
    '/next': '<!doctype html><title>Next</title>',
  })
  const page = await (await context()).newPage()
  const methods: string[] = []
  page.on('request', (request) => {
    if (request.url().startsWith(service)) methods.push(`${request.method()} ${request.resourceType()}`)
  })
  await page.goto(pages.at('shop.test'))
  const stored = () =>
    rows()
      .map(({ payload }) => JSON.parse(payload) as Record<string, string>)
      .sort((one, other) => Number(one.eventIndex) - Number(other.eventIndex))
  const arrived = (types: readonly (keyof typeof kalturaEventTypes)[]) =>
    expect
      .poll(() => stored().map(({ eventType }) => Number(eventType)))
      .toStrictEqual(types.map((type) => kalturaEventTypes[type]))
  return { page, methods, stored, arrived }
}

it('each event is a GET of its own, and the session begins with the first answer', async () => {
  const { page, methods, stored, arrived } = await opened()
  await page.evaluate(`track('impression'); track('playRequested', { position: 18 })`)
  await arrived(['impression', 'playRequested'])
  expect(methods).toStrictEqual(['GET fetch', 'GET fetch'])
  expect(stored()[0]).not.toHaveProperty('sessionStartTime')

  await expect
    .poll(async () => {
      await page.evaluate(`track('info')`)
      return stored().at(-1)?.sessionStartTime
    })
    .toMatch(/^\d{10}$/)
  expect(stored()[1]).toMatchObject({
    service: 'analytics',
    action: 'trackEvent',
    partnerId: '585231',
    entryId: '0_n5nbuy6i',
    position: '18',
    eventIndex: '2',
  })
  expect(await page.evaluate('issues')).toStrictEqual([])
})

it('what is tracked when the page is left goes by beacon', async () => {
  const { page, arrived } = await opened(
    `
    const { sendBeacon } = navigator
    navigator.sendBeacon = (...request) => {
      sessionStorage.beacons = 1 + Number(sessionStorage.beacons ?? 0)
      return sendBeacon.apply(navigator, request)
    }`,
    // It is there until the next one is: that may take longer than any batch waits.
    1e9,
  )
  await page.evaluate(`track('impression'); track('pause'); location.href = '/next'`).catch(() => {})
  await page.waitForURL('**/next')
  await arrived(['impression', 'pause'])
  expect(await page.evaluate('sessionStorage.beacons')).toBe('2')
})

it('an image asks where the page has neither fetch nor a beacon, and each event is stored once', async () => {
  const { page, methods, arrived } = await opened(
    `delete window.fetch; delete Navigator.prototype.sendBeacon`,
  )
  expect(await page.evaluate('[typeof fetch, typeof navigator.sendBeacon]')).toStrictEqual([
    'undefined',
    'undefined',
  ])
  await page.evaluate(`track('impression'); track('playRequested'); track('pause')`)
  await arrived(['impression', 'playRequested', 'pause'])
  expect(methods).toStrictEqual(['GET image', 'GET image', 'GET image'])
  expect(await page.evaluate('issues')).toStrictEqual([])
})
