import { expect, it } from 'vitest'
import { useChromium } from './support/chromium.ts'
import { started } from './support/started.ts'

const context = useChromium()

it('shows a film, stores what its viewer does, and shows the viewing on the live page', async () => {
  const { address, rows, types } = await started()
  const browser = await context()
  const page = await browser.newPage()
  const problems: unknown[] = []
  page.on('pageerror', (error) => problems.push(error))
  await page.goto(`${address}/player/`)
  await page.locator('#film').click()
  await page.waitForFunction(() => (document.querySelector('#film') as HTMLVideoElement).currentTime > 1)
  await page.locator('[data-skip]').click()
  await page.waitForFunction(() => (document.querySelector('#film') as HTMLVideoElement).currentTime > 24.5)
  await page.evaluate(() => (document.querySelector('#film') as HTMLVideoElement).pause())
  await page.locator('#events').getByText('pause', { exact: false }).first().waitFor()
  await page.close()

  const expected = ['impression', 'playRequested', 'play', 'view', 'seek', 'reached25', 'reached50', 'pause']
  await expect.poll(types).toEqual(expect.arrayContaining(expected.map((type) => `kaltura/${type}`)))
  const sequences = rows().map(({ sequence }) => sequence)
  expect(sequences.toSorted((a, b) => Number(a) - Number(b))).toEqual(sequences.map((_, index) => index + 1))
  expect(problems).toEqual([])

  const live = await browser.newPage()
  await live.goto(`${address}/live`)
  await live.getByText('playRequested').first().waitFor()
})
