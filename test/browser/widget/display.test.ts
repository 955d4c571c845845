import type { FrameLocator, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { useChromium } from '../support/chromium.ts'
import { started } from '../support/started.ts'

const context = useChromium()

/** Looks at a display until somebody may be said to have seen it. */
const look = async (page: Page, display: ReturnType<Page['locator']>): Promise<void> => {
  await display.scrollIntoViewIfNeeded()
  await display.locator('li').first().waitFor()
  await display.locator('ul').evaluate((list) => list.scrollIntoView({ block: 'center' }))
  await page.waitForTimeout(1_500)
}

/** Somebody reads the letter to its end, and opens photos in it and in the frame. */
const read = async (page: Page, framed: FrameLocator): Promise<void> => {
  const kitchen = page.locator('[embed-id=e-72]')
  await look(page, kitchen)
  await kitchen.locator('li button').last().click()
  await page.locator('#framed').scrollIntoViewIfNeeded()
  const display = framed.locator('rivet-display')
  await look(page, display)
  await display.locator('.rooms button', { hasText: 'flowers' }).click()
  await display.locator('li:visible button').first().click()
}

it('displays in a page and in a frame of another site are tracked as one visitor’s', async () => {
  const { address, rows } = await started()
  const profile = await context()
  const page = await profile.newPage()
  const problems: unknown[] = []
  page.on('pageerror', (error) => problems.push(error))
  await page.goto(`${address}/widget/`)
  const framed = page.frameLocator('#framed')
  await read(page, framed)
  await framed.locator('#recorded', { hasText: 'embed/click' }).waitFor()
  await page.close({ runBeforeUnload: true })

  const said = () =>
    rows().map(({ type, payload }) => `${type} ${JSON.parse(payload).labels?.embedId ?? ''}`.trim())
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

  const display = page.locator('[embed-id=e-71]')
  await display.scrollIntoViewIfNeeded()
  await display.locator('li').first().waitFor()
  await expect.poll(() => asked.filter((url) => url.endsWith('photos.json')).length).toBe(1)
  await display.evaluate((element) => element.remove())
  await page.waitForTimeout(1_500)
  await page.close({ runBeforeUnload: true })
  const ofDisplay = () =>
    rows()
      .filter(({ payload }) => JSON.parse(payload).labels?.embedId === 'e-71')
      .map(({ type }) => type)
  // The next display has come up, and was seen: by then the first would have been.
  await expect.poll(() => rows().filter(({ type }) => type === 'embed/view').length).toBe(1)
  expect(ofDisplay()).toStrictEqual(['embed/load'])
})
