import type { BrowserContext, Frame, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { useChromium } from './support/chromium.ts'
import { type Site, site, trackingPage } from './support/site.ts'

const context = useChromium()
const visitorKey = '_tog.rv-userID'
const sessionKey = '_tog.rv-sessionID'
const day = 86_400

const tracking = () =>
  site({ '/': trackingPage('http://collector.test/'), '/plain': '<!doctype html><title>Plain</title>' })

const visit = async (profile: BrowserContext, address: string): Promise<Page> => {
  const page = await profile.newPage()
  await page.goto(address)
  return page
}

/** What the SDK says on the wire, without sending it. */
const said = (page: Page | Frame): Promise<{ u: string; i: string; rr: string | null }> =>
  page.evaluate(`new Promise((done) => {
    const send = ({ body }) => {
      const [, shared] = body.split('\\n')
      done(Object.fromEntries(new URLSearchParams(shared.slice(1))))
      return { status: 200 }
    }
    const probe = rivulet.createTracker({ collector: '/', delivery: { send } })
    probe.track({ category: 'embed', action: 'view' })
    probe.flush()
  })`)

const cookie = async (profile: BrowserContext, key: string) =>
  (await profile.cookies()).find(({ name }) => name === key)

const local = (page: Page | Frame, key: string): Promise<string | null> =>
  page.evaluate((name) => localStorage.getItem(name), key)

describe('a first visit', () => {
  it('leaves both ids as plain values in cookies and localStorage, for 400 days and for half an hour', async () => {
    const pages = await tracking()
    const profile = await context()
    const page = await visit(profile, pages.at('shop.test'))
    const { u, i } = await said(page)
    expect(u).toMatch(/^[\w-]{21}$/)
    expect(i).toMatch(/^[\w-]{21}$/)
    expect([await local(page, visitorKey), await local(page, sessionKey)]).toStrictEqual([u, i])
    const now = Date.now() / 1000
    const visitor = await cookie(profile, visitorKey)
    const session = await cookie(profile, sessionKey)
    expect(visitor).toMatchObject({ value: u, sameSite: 'Lax', secure: false, path: '/' })
    expect(visitor?.expires).toBeGreaterThan(now + 399 * day)
    expect(session).toMatchObject({ value: i, sameSite: 'Lax' })
    expect(session?.expires).toBeGreaterThan(now + 25 * 60)
    expect(session?.expires).toBeLessThan(now + 31 * 60)
    expect(await cookie(profile, '_tog.rv-probe')).toBeUndefined()
  })

  it.each([
    ['shop.test', 'www.shop.test', '.shop.test'],
    ['www.shop.co.uk', 'blog.shop.co.uk', '.shop.co.uk'],
    ['a.b.c.shop.test', 'shop.test', '.shop.test'],
  ])('on %s makes the same visitor known on %s', async (first, second, domain) => {
    const pages = await tracking()
    const profile = await context()
    const before = await said(await visit(profile, pages.at(first)))
    expect((await cookie(profile, visitorKey))?.domain).toBe(domain)
    const after = await said(await visit(profile, pages.at(second)))
    expect([after.u, after.i]).toStrictEqual([before.u, before.i])
  })

  it.each(['localhost', '127.0.0.1'])('on %s keeps to the host', async (host) => {
    const pages = await tracking()
    const profile = await context()
    const { u } = await said(await visit(profile, pages.at(host)))
    expect(await cookie(profile, visitorKey)).toMatchObject({ value: u, domain: host })
  })
})

describe('an id that is there already', () => {
  const platform = async (pages: Site, profile: BrowserContext, script: string): Promise<Page> => {
    const page = await visit(profile, pages.at('www.shop.test', '/plain'))
    await page.evaluate(script)
    await page.goto(pages.at('www.shop.test'))
    return page
  }

  it.each([
    [
      'in a cookie',
      `document.cookie = '${visitorKey}=from-rivet'; document.cookie = '${sessionKey}=session-of-rivet'`,
    ],
    [
      'in localStorage',
      `localStorage['${visitorKey}'] = 'from-rivet'; localStorage['${sessionKey}'] = 'session-of-rivet'`,
    ],
  ])('%s is kept, and healed in the other place', async (_name, script) => {
    const pages = await tracking()
    const profile = await context()
    const page = await platform(pages, profile, script)
    expect(await said(page)).toMatchObject({ u: 'from-rivet', i: 'session-of-rivet' })
    expect([await local(page, visitorKey), await local(page, sessionKey)]).toStrictEqual([
      'from-rivet',
      'session-of-rivet',
    ])
    expect((await cookie(profile, visitorKey))?.value).toBe('from-rivet')
    expect((await cookie(profile, sessionKey))?.value).toBe('session-of-rivet')
  })

  it('survives the loss of either place', async () => {
    const pages = await tracking()
    const profile = await context()
    const page = await visit(profile, pages.at('shop.test'))
    const { u, i } = await said(page)
    await page.evaluate('localStorage.clear()')
    await page.reload()
    expect(await said(page)).toMatchObject({ u, i })
    await profile.clearCookies()
    await page.reload()
    expect(await said(page)).toMatchObject({ u, i })
  })
})

describe('a session', () => {
  it('ends after half an hour without activity, in every tab at once', async () => {
    const pages = await tracking()
    const profile = await context()
    await profile.clock.install({ time: Date.now() })
    const one = await visit(profile, pages.at('shop.test'))
    const two = await visit(profile, pages.at('shop.test'))
    const first = await said(one)
    expect((await said(two)).i).toBe(first.i)

    await profile.clock.fastForward('20:00')
    expect((await said(one)).i).toBe(first.i)
    await profile.clock.fastForward('20:00')
    // Quiet for 40 minutes itself, but the other tab was not.
    expect((await said(two)).i).toBe(first.i)

    await profile.clock.fastForward('31:00')
    // The browser's own clock did not move, so its cookie would still live.
    await profile.clearCookies({ name: sessionKey })
    const next = await said(two)
    expect(next.i).not.toBe(first.i)
    expect(next.u).toBe(first.u)
    expect((await said(one)).i).toBe(next.i)
  })
})

describe('in a frame of another site', () => {
  const framed = async (
    attributes = '',
  ): Promise<{ profile: BrowserContext; frame: Frame; outer: string }> => {
    const inner = await tracking()
    // Loopback names are secure contexts without a certificate; localhost and 127.0.0.1 are different sites.
    const around = await site({
      '/': `<!doctype html><title>Embedding page</title><iframe ${attributes} src="${inner.at('127.0.0.1')}"></iframe>`,
    })
    const profile = await context()
    const outer = around.at('localhost', '/story')
    const page = await visit(profile, outer)
    const frame = page.frames()[1]
    if (!frame) throw new Error('the frame did not load')
    await frame.waitForLoadState()
    return { profile, frame, outer }
  }

  it('cookies are partitioned, and the page is the embedding one', async () => {
    const { profile, frame, outer } = await framed()
    const { u, rr } = await said(frame)
    expect(await cookie(profile, visitorKey)).toMatchObject({ value: u, sameSite: 'None', secure: true })
    expect((await cookie(profile, visitorKey)) as object).toHaveProperty('partitionKey', 'http://localhost')
    // All that the embedding page's default referrer policy lets out.
    expect(rr).toBe(`${new URL(outer).origin}/`)
  })

  it('with the whole address where the embedding page tells it', async () => {
    const { frame, outer } = await framed('referrerpolicy="unsafe-url"')
    expect((await said(frame)).rr).toBe(outer)
  })

  it('without any right to store, ids live in memory and the tracker works on', async () => {
    const { frame } = await framed('sandbox="allow-scripts"')
    const ids = (await frame.evaluate(`new Promise((done) => {
      const ids = []
      const send = ({ body }) => {
        const [, shared] = body.split('\\n')
        ids.push(Object.fromEntries(new URLSearchParams(shared.slice(1))))
        if (ids[1]) done(ids)
        return { status: 200 }
      }
      const onIssue = (issue) => done(issue)
      const probe = rivulet.createTracker({ collector: '/', delivery: { send }, onIssue })
      for (const action of ['one', 'two']) {
        probe.track({ category: 'embed', action })
        probe.flush()
      }
    })`)) as { u: string; i: string }[]
    expect(ids).toHaveLength(2)
    expect(ids[0]?.u).toMatch(/^[\w-]{21}$/)
    expect(ids[1]).toStrictEqual(ids[0])
  })
})
