import { join } from 'node:path'
import { expect, it } from 'vitest'
import { useChromium } from '../../../test/browser/support/chromium.ts'
import { listening } from '../support/command.ts'
import { postBatch, track } from '../support/kaltura.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const context = useChromium()

it('shows events of Kaltura’s as they arrive, counts them by type, and draws their session', async () => {
  const { url } = await listening(['--live', '--store', join(temporaryFolder(), 'events.db')])
  const page = await (await context()).newPage()
  const errors: string[] = []
  page.on('pageerror', ({ message }) => errors.push(message))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  await page.goto(`${url}/live`)
  await page.locator('.connection[data-state="live"]').waitFor()

  const markup = '<img src=x onerror="throw 1">'
  await postBatch(
    `${url}/collect`,
    [
      '?sessionId=S1&entryId=0_a',
      'eventIndex=1&eventType=3&position=0',
      'eventIndex=2&eventType=33&position=30',
      'eventIndex=3&eventType=35&position=30&targetPosition=90',
      'eventIndex=4&eventType=12&position=90',
      `eventIndex=5&eventType=4&position=90&customVar1=${encodeURIComponent(markup)}`,
    ].join('\n'),
  )
  await track(`${url}/api_v3/index.php?service=analytics&action=trackEvent&eventType=3`)

  await page.locator('.counts tbody tr', { hasText: 'kaltura/play2' }).waitFor()
  await page.locator('.row', { hasText: 'kaltura/resume' }).click()
  await page.locator('.segment').nth(1).waitFor()
  const box = async (selector: string) => (await page.locator(selector).boundingBox())!
  const [line, played, seek] = [
    await box('.segment >> nth=0'),
    await box('.played'),
    await box('.segment .mark.seek'),
  ]
  expect(played.width / line.width).toBeCloseTo(1 / 3, 2)
  expect((seek.x + seek.width / 2 - line.x) / line.width).toBeCloseTo(1 / 3, 2)
  expect(await page.locator('.readout').innerText()).toBe('1:30: Play went on after a pause')
  await page.locator('.segment .mark.pause').hover()
  await expect
    .poll(() => page.locator('.readout').innerText())
    .toBe('0:30: Paused · Moved to another position, to 1:30')
  await page.locator('.playback-events summary').click()
  expect(await page.locator('.step').count()).toBe(5)
  expect(await page.locator('.event-dialog .value', { hasText: markup }).count()).toBe(1)
  expect(await page.locator('img').count()).toBe(0)
  expect(errors).toEqual([])
})
