import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createCollector } from '../../collector/src/collector.ts'
import { webkit } from '../faults/engines/webkit.mjs'
import { useChromium } from './support/chromium.ts'
import { sdk } from './support/sdk.ts'

const context = useChromium()
const visitorKey = '_tog.rv-userID'
const day = 86_400
const script = new URL('../../dist/rivulet.min.js', import.meta.url).pathname

const tag = (attributes: string) =>
  `<script defer src="/rivulet.min.js" data-collector="/track/activity" ${attributes}></script>`
const npm = (options: string) =>
  `<script src="/sdk.js"></script><script>
    const consent = rivulet.createConsent('granted')
    const tracker = rivulet.createTracker({ collector: '/track/activity', ${options} })
    tracker.track({ category: 'page', action: 'view' })
  </script>`
const pages: Readonly<Record<string, string>> = {
  '/plain': '',
  '/tag': tag('data-renew-ids'),
  '/npm': npm('consent, ids: rivulet.renewIds()'),
  '/tag-silent': tag(''),
  '/npm-anonymous': npm('ids: rivulet.renewIds(), isAnonymous: true'),
  '/tag-anonymous': tag('data-renew-ids data-anonymous'),
  '/tag-denied': tag('data-renew-ids data-consent="denied"'),
  '/tag-pending': tag('data-renew-ids data-consent="pending"'),
}

let app: FastifyInstance
let port = 0
/** Each answered renewal: the cookie that it set. */
let renewals: (string | undefined)[] = []
/** Holds the next answer back. */
let held: Promise<void> | undefined
/** Whether the browser has ended the connection on which an answer is held back. */
let isEnded = false

beforeAll(async () => {
  const library = await sdk()
  app = await createCollector({ store: ':memory:', logLevel: 'silent', script, renewIds: true })
  app.get('/sdk.js', (_request, reply) => reply.type('text/javascript').send(library))
  for (const [path, head] of Object.entries(pages))
    app.get(path, (_request, reply) =>
      reply
        .type('text/html')
        .send(`<!doctype html><title>Shop</title><link rel="icon" href="data:,">${head}`),
    )
  app.addHook('onSend', async ({ url, raw }, reply) => {
    if (url !== '/track/ids') return
    raw.socket.once('end', () => {
      isEnded = true
    })
    await held
    renewals.push(reply.getHeader('set-cookie') as string | undefined)
  })
  port = Number(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port)
})
afterAll(() => app.close())
beforeEach(() => {
  renewals = []
  held = undefined
  isEnded = false
})

const at = (path: string, host = 'www.shop.test'): string => `http://${host}:${port}${path}`

const cookieOf = async (profile: BrowserContext) =>
  (await profile.cookies()).find(({ name }) => name === visitorKey)

/** One in which nothing is. */
const profile = async (): Promise<BrowserContext> => {
  const made = await context()
  made.setDefaultTimeout(20_000)
  return made
}

/** A profile in which both ids are, by cookies that end in a week, as in Safari. */
const weekOld = async (): Promise<BrowserContext> => {
  const profile = await context()
  profile.setDefaultTimeout(20_000)
  const expires = Math.floor(Date.now() / 1000) + 7 * day
  await profile.addCookies(
    [visitorKey, '_tog.rv-sessionID'].map((name) => ({
      name,
      value: 'from-before',
      domain: '.shop.test',
      path: '/',
      expires,
      sameSite: 'Lax' as const,
    })),
  )
  return profile
}

it.each(['/tag', '/npm'])(
  '%s has the collector give a cookie of a week 400 days, once a visit',
  async (path) => {
    const profile = await weekOld()
    const page = await profile.newPage()
    await page.goto(at(path))
    await expect.poll(() => renewals.length).toBe(1)
    // When the page has read the answer, the browser has its cookie.
    await expect.poll(() => page.evaluate('localStorage["_tog.rv-renewed"]')).toBe('from-before')
    const renewed = await cookieOf(profile)
    expect(renewed).toMatchObject({
      value: 'from-before',
      domain: '.shop.test',
      path: '/',
      sameSite: 'Lax',
      httpOnly: false,
    })
    expect(renewed!.expires).toBeGreaterThan(Date.now() / 1000 + 399 * day)
    expect(await page.evaluate('document.cookie')).toContain(`${visitorKey}=from-before`)
    // The next page of the visit neither asks again nor writes over it.
    await page.goto(at(path))
    await page.waitForFunction(
      `performance.getEntriesByType('resource').some(({ name }) => /extra|sdk/.test(name))`,
    )
    await page.goto(at('/plain'))
    expect(renewals).toHaveLength(1)
    expect(await cookieOf(profile)).toEqual(renewed)
  },
)

it('without the attribute a week stays a week, and nothing is asked', async () => {
  const profile = await weekOld()
  const page = await profile.newPage()
  await page.goto(at('/tag-silent'))
  await page.waitForFunction(`localStorage['${visitorKey}']`)
  await page.goto(at('/plain'))
  expect((await cookieOf(profile))!.expires).toBeLessThan(Date.now() / 1000 + 8 * day)
  expect(renewals).toEqual([])
})

it.each(['/npm-anonymous', '/tag-anonymous', '/tag-denied', '/tag-pending'])(
  '%s never asks',
  async (path) => {
    const page = await (await profile()).newPage()
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await page.goto(at(path))
    if (path.startsWith('/tag')) await expect.poll(() => asked).toContain('/rivulet.extra.min.js')
    await page.goto(at('/plain'))
    expect(asked).not.toContain('/track/ids')
    expect(await page.context().cookies()).toEqual([])
  },
)

it.each([
  ['/tag', 'rivulet.consent.deny()', ''],
  ['/npm', 'consent.deny()', ''],
  ['/tag', 'rivulet.consent.forget()', 'another'],
  ['/npm', 'consent.forget()', 'another'],
])('%s: an answer that comes after %s brings no id back', async (path, says, then) => {
  let answer = (): void => {}
  held = new Promise((done) => {
    answer = done
  })
  const page = await (await profile()).newPage()
  const asking = page.waitForRequest('**/track/ids')
  const ended = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/track/ids'))
  await page.goto(at(path))
  await asking
  const before = await cookieOf(page.context())
  await page.evaluate(says)
  await ended
  // The page hears of it before the process that has the network: an answer in between would set the cookie.
  await expect.poll(() => isEnded).toBe(true)
  held = undefined
  answer()
  await expect.poll(() => renewals.length).toBeGreaterThan(0)
  await page.evaluate(`fetch('/healthz')`)
  const after = await cookieOf(page.context())
  expect(before?.value).toMatch(/^.{21}$/)
  if (then === '') expect(after).toBeUndefined()
  expect(after?.value).not.toBe(before!.value)
})

it('in WebKit the cookie comes with the answer', async () => {
  const profile = await mkdtemp(join(tmpdir(), 'rivulet-renew-'))
  const browser = await webkit.launch(profile)
  try {
    const tab = await browser.open(at('/tag', 'localhost'))
    await expect.poll(() => renewals.length).toBe(1)
    const id = await tab.evaluate(`localStorage['${visitorKey}']`)
    expect(renewals[0]).toBe(`${visitorKey}=${id}; Max-Age=34560000; Path=/; SameSite=Lax`)
    await expect.poll(() => tab.evaluate(`localStorage['_tog.rv-renewed']`)).toBeTruthy()
    expect(await tab.evaluate('document.cookie')).toContain(`${visitorKey}=${id}`)
  } finally {
    await browser.kill()
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
})
