import type { FrameLocator, Locator, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { useChromium } from '../support/chromium.ts'
import { started } from '../support/started.ts'

const context = useChromium()

/** Looks at a display until it is said that somebody has seen it. */
const look = async (display: Locator, isSeen: () => boolean): Promise<void> => {
  await display.scrollIntoViewIfNeeded()
  await display.locator('li').first().waitFor()
  await display.locator('ul').evaluate((list) => list.scrollIntoView({ block: 'center' }))
  await expect.poll(isSeen).toBe(true)
}

/** Somebody reads the letter to its end, and opens photos in it and in the frame. */
const read = async (page: Page, framed: FrameLocator, said: () => string[]): Promise<void> => {
  const kitchen = page.locator('[embed-id=e-72]')
  await look(kitchen, () => said().includes('embed/view e-72'))
  await kitchen.locator('li button').last().click()
  await page.locator('#framed').scrollIntoViewIfNeeded()
  const display = framed.locator('rivet-display')
  await look(display, () => said().includes('embed/view e-42'))
  await display.locator('.rooms button', { hasText: 'flowers' }).click()
  await display.locator('li:visible button').first().click()
}

it('displays in a page and in a frame of another site are tracked as one visitor’s', async () => {
  const { address, rows } = await started()
  const profile = await context()
  const page = await profile.newPage()
  const problems: unknown[] = []
  page.on('pageerror', (error) => problems.push(error))
  // The example asks for a second: on a busy machine the page around it may take longer to answer.
  await page.route('**/widget/frame.js', async (route) => {
    const response = await route.fetch()
    const body = (await response.text()).replace('[otherSite]', '[otherSite], wait: 60_000')
    await route.fulfill({ response, body })
  })
  await page.goto(`${address}/widget/`)
  const said = () =>
    rows().map(({ type, payload }) => `${type} ${JSON.parse(payload).labels?.embedId ?? ''}`.trim())
  await read(page, page.frameLocator('#framed'), said)
  await expect
    .poll(() => said().toSorted())
    .toStrictEqual(
      [
        'page/view',
        'embed/load e-71',
        'embed/load e-72',
        'embed/view e-72',
        'embed/click e-72',
        'embed/load e-73',
        'embed/load e-42',
        'embed/view e-42',
        'embed/filter e-42',
        'embed/click e-42',
      ].toSorted(),
    )
  expect(problems).toStrictEqual([])

  const stored = rows().map((row) => ({ ...row, ...JSON.parse(row.payload) }))
  const of = (type: string, embedId: string) =>
    stored.find((row) => row.type === type && row.labels?.embedId === embedId)
  expect(new Set(stored.map(({ visitor, session }) => `${visitor} ${session}`)).size).toBe(1)
  expect(new Set(stored.map(({ sender }) => sender)).size).toBe(2)
  expect(of('embed/click', 'e-72')).toMatchObject({
    labels: { photo: 's-106' },
    qualifiers: { t: { room: ['kitchen'] } },
    page: `${address}/widget/`,
  })
  expect(of('embed/load', 'e-42').duration).toBeGreaterThanOrEqual(0)
  expect(of('embed/load', 'e-42').qualifiers ?? null).toBeNull()
  expect(of('embed/click', 'e-42')).toMatchObject({
    labels: { photo: 's-103' },
    qualifiers: { t: { room: ['flowers'] } },
    page: `${address}/`,
  })
})

it('a display that nobody comes near is not loaded, and one that is taken away is not watched', async () => {
  const { address, rows } = await started()
  const page = await (await context()).newPage()
  await page.setViewportSize({ width: 800, height: 200 })
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto(`${address}/widget/`)
  await page.waitForTimeout(1_000)
  expect(asked.filter((url) => url.endsWith('photos.json'))).toStrictEqual([])

  // Taken away when it has just begun to be watched: in the page, as a second is soon over on a busy machine.
  await page.evaluate(`new MutationObserver(() => {
    const display = document.querySelector('[embed-id=e-71]')
    if (!display || !document.querySelector('#recorded').textContent.includes('embed/load')) return
    const loaded = performance.getEntriesByType('resource').map(({ name }) => name)
    globalThis.loads = loaded.filter((name) => name.endsWith('photos.json')).length
    display.remove()
  }).observe(document.querySelector('#recorded'), { childList: true })`)
  await page.locator('[embed-id=e-71]').scrollIntoViewIfNeeded()
  await page.waitForFunction('globalThis.loads')
  expect(await page.evaluate('loads')).toBe(1)
  const ofDisplay = () =>
    rows()
      .filter(({ payload }) => JSON.parse(payload).labels?.embedId === 'e-71')
      .map(({ type }) => type)
  // The next display has come up, and was seen: by then the first would have been.
  await expect.poll(() => rows().filter(({ type }) => type === 'embed/view').length).toBe(1)
  expect(ofDisplay()).toStrictEqual(['embed/load'])
})
