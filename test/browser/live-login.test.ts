import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { expect, it, onTestFinished } from 'vitest'
import { listening } from '../../collector/test/support/command.ts'
import { useChromium } from './support/chromium.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const context = useChromium()
const key = 'the-live-key-of-this-test'
const event = 'd=1795000000&c=embed&a=view'

const collector = (environment: Record<string, string> = {}) =>
  listening(['--live', '--store', ':memory:'], [], environment)

const openPage = async (width = 1440, colorScheme: 'light' | 'dark' = 'light') => {
  const browser = await context()
  const page = await browser.newPage()
  await page.setViewportSize({ width, height: 800 })
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  const errors: string[] = []
  page.on('pageerror', ({ message }) => errors.push(message))
  return { browser, page, errors }
}

const found = async (page: Page): Promise<unknown> => {
  await page.evaluate(axe)
  return page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes[0].target.join(' ')))`)
}

/** Whether all of the page is in the window. */
const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)

const logIn = async (page: Page, given = key) => {
  await page.getByLabel('Key').fill(given)
  await page.keyboard.press('Enter')
}

const isLive = (page: Page) => page.locator('.connection[data-state="live"]').waitFor()

it.each([
  [390, 'light'],
  [390, 'dark'],
  [768, 'light'],
  [1440, 'dark'],
] as const)('axe finds nothing on the way into the live page at %i px, %s', async (width, colorScheme) => {
  const open = await collector({ RIVULET_LIVE_KEY: key })
  const { page } = await openPage(width, colorScheme)
  await page.goto(`${open.url}/live`)
  expect(['login', await found(page), await fits(page)]).toEqual(['login', [], true])
  await logIn(page, 'a key that is none')
  await page
    .getByRole('alert')
    .filter({ hasText: 'That is not the key. The key for questions, RIVULET_KEY, is another one.' })
    .waitFor()
  expect(['wrong key', await found(page), await fits(page)]).toEqual(['wrong key', [], true])
  await logIn(page)
  await isLive(page)
  expect(['live page', await found(page), await fits(page)]).toEqual(['live page', [], true])

  const closed = await collector({ RIVULET_PUBLIC_URL: 'https://events.shop.example' })
  await page.goto(`${closed.url}/live`)
  await page.getByRole('alert').filter({ hasText: 'RIVULET_LIVE_KEY' }).waitFor()
  expect(['closed', await found(page), await fits(page)]).toEqual(['closed', [], true])
})

it('leads to the live page and out of it again, in every tab', async () => {
  const { url } = await collector({ RIVULET_LIVE_KEY: key })
  const { browser, page, errors } = await openPage()
  await page.goto(`${url}/live`)
  expect(page.url()).toBe(`${url}/live/login`)
  await logIn(page)
  await isLive(page)
  expect(page.url()).toBe(`${url}/live`)
  expect(await page.evaluate(() => document.cookie)).toBe('')
  expect(await browser.cookies(`${url}/track/activity`)).toEqual([])

  const other = await browser.newPage()
  await other.goto(`${url}/live`)
  await isLive(other)
  await fetch(`${url}/track/activity?${event}`)
  await other.locator('.rate dd').first().filter({ hasText: '1' }).waitFor()

  await page.getByRole('button', { name: 'Log out' }).click()
  await page.waitForURL(`${url}/live/login`)
  await other.waitForURL(`${url}/live/login`)
  await page.goBack()
  await page.waitForURL(`${url}/live/login`)
  expect(errors).toEqual([])
})

it('wants no login on this machine where no key is set, and has nothing to log out of', async () => {
  const { url } = await collector()
  const { page } = await openPage()
  await page.goto(`${url.replace('127.0.0.1', 'localhost')}/live`)
  await isLive(page)
  expect(await page.getByRole('button', { name: 'Log out' }).count()).toBe(0)
})

/** What a page of somebody else's on this address can do with a path of the collector's, and what it hears. */
const heard = (page: Page, address: string): Promise<string> =>
  page.evaluate(async (at) => {
    const answer = await fetch(at, { credentials: 'include' }).catch((error: Error) => error.message)
    return typeof answer === 'string' ? answer : `${answer.status} ${await answer.text()}`
  }, address)

it('tells nothing to a page on another name that leads to this machine', async () => {
  const { url, port } = await collector()
  await fetch(`${url}/track/activity?${event}&u=secretvisitor`)
  const { page } = await openPage()
  // Every name is this machine here, as for a page whose name server says so a moment later.
  await page.goto(`http://evil.example:${port}/healthz`)
  for (const path of [
    '/live',
    '/live/summary',
    '/live/delivery',
    '/live/viewing?session=S',
    '/LIVE/summary',
  ]) {
    const answer = await heard(page, path)
    expect([path, answer]).toEqual([path, expect.stringMatching(/^(421|404) /)])
    expect(answer).not.toContain('secretvisitor')
  }
  expect(
    await page.evaluate(
      () =>
        new Promise((resolve) => {
          const source = new EventSource('/live/events')
          source.onopen = () => resolve('open')
          source.onerror = () => resolve('refused')
        }),
    ),
  ).toBe('refused')
})

it('lets no other site’s page read the live page, hold its streams, log in or log out', async () => {
  const { url, port } = await collector({ RIVULET_LIVE_KEY: key })
  const site = createServer((_, response) => response.setHeader('content-type', 'text/html').end('<p>a page'))
  onTestFinished(() => void site.close())
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  const elsewhere = `http://127.0.0.1:${(site.address() as AddressInfo).port}`

  const { browser, page } = await openPage()
  await page.goto(`${url}/live`)
  await logIn(page)
  await isLive(page)
  // The same host on another port is the same site: the cookie goes along.
  const evil = await browser.newPage()
  await evil.goto(elsewhere)
  for (const path of ['/live/summary', '/live/events'])
    expect(await heard(evil, url + path)).toBe('Failed to fetch')
  for (const path of ['/live/logout', '/live/login']) {
    await evil.goto(elsewhere)
    await evil.setContent(
      `<form method="post" action="${url}${path}"><input name="key" value="${key}"><button>go</button></form>`,
    )
    const [answer] = await Promise.all([
      evil.waitForResponse((response) => response.url() === url + path),
      evil.click('button'),
    ])
    expect([path, answer.status()]).toEqual([path, 403])
  }
  await evil.goto(elsewhere)
  await evil.setContent(`<iframe src="http://127.0.0.1:${port}/live"></iframe>`)
  await evil.waitForTimeout(500)
  expect(evil.frames().map((frame) => frame.url())).not.toContain(`${url}/live`)
  // The session is still there.
  await page.reload()
  await isLive(page)
})

it('gives its place to a page that comes later, says so, and does not fight for it', async () => {
  const { url } = await collector()
  const { page } = await openPage()
  await page.goto(`${url}/live`)
  await isLive(page)
  const abort = new AbortController()
  onTestFinished(() => abort.abort())
  for (let more = 0; more < 20; more += 1) await fetch(`${url}/live/events`, { signal: abort.signal })
  const connection = page.locator('.connection[data-state="replaced"]')
  await connection.filter({ hasText: 'too many live pages are open' }).waitFor()
  await page.waitForTimeout(2_500)
  expect(await connection.count()).toBe(1)
  await page.reload()
  await isLive(page)
})
