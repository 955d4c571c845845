import { expect, it } from 'vitest'
import { useChromium } from '../../../test/browser/support/chromium.ts'
import { post } from '../support/activity.ts'
import { listening } from '../support/command.ts'
import { hasNginx, nginx } from '../support/proxy.ts'

const context = useChromium()
const liveKey = 'the-live-key-of-this-test'
const key = 'the-key-of-questions'

it.skipIf(!hasNginx)('works behind a prefix: login, events, gaps, questions, logout', async () => {
  const { port } = await listening(['--live', '--store', ':memory:'], [], {
    RIVULET_LIVE_KEY: liveKey,
    RIVULET_KEY: key,
  })
  const proxy = await nginx(
    `location /e/ { proxy_pass http://127.0.0.1:${port}/; proxy_set_header Host $http_host; proxy_buffering off; }`,
  )
  const url = `http://localhost:${proxy}/e`
  const browser = await context()
  const page = await browser.newPage()
  const failed: string[] = []
  page.on('pageerror', ({ message }) => failed.push(message))
  page.on('response', (response) => {
    if (response.status() >= 400) failed.push(`${response.status()} ${response.url()}`)
  })
  await page.goto(`${url}/live`)
  expect(page.url()).toBe(`${url}/live/login`)
  await page.getByLabel('Key').fill(liveKey)
  await page.keyboard.press('Enter')
  await page.locator('.connection[data-state="live"]').waitFor()
  expect(page.url()).toBe(`${url}/live`)
  // For this collector alone, and not for others below the same name.
  expect(await browser.cookies(`http://localhost:${proxy}/live`)).toEqual([])

  // The command that sends a first event goes to this collector.
  expect(await page.locator('.copyable code').textContent()).toContain(`"${url}/track/activity?`)
  await post(url, '?k=sender\nd=1795000000&c=embed&a=view&n=1\nd=1795000000&c=embed&a=view&n=3')
  await page.locator('.rate dd', { hasText: '2' }).first().waitFor()
  const gaps = page.waitForResponse(`${url}/live/gaps?sender=sender`)
  await page.locator('.senders tbody').getByText('sender').first().click()
  expect((await gaps).status()).toBe(200)
  await page.keyboard.press('Escape')

  await page.locator('.ask > summary').click()
  await page.fill('#ask-key', key)
  const answer = page.waitForResponse((response) => response.url().startsWith(`${url}/api/v2.0/TrackEvents`))
  await page.locator('.ask button[type=submit]').click()
  expect((await answer).status()).toBe(200)

  expect(failed).toEqual([])
  await page.getByRole('button', { name: 'Log out' }).click()
  await page.waitForURL(`${url}/live/login`)
})
