import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { useChromium } from '../support/chromium.ts'
import { collecting } from '../support/stored.ts'
import {
  arrived,
  built,
  files,
  listening,
  loaded,
  problemsOf,
  type TagSite,
  tag,
  tagSite,
} from '../support/tag-site.ts'

const context = useChromium()

const form = `<form id="checkout" onsubmit="event.preventDefault()"><input name="mail"><button id="send">Send</button></form>
  <form id="search" onsubmit="event.preventDefault()"><button id="find">Find</button></form>
  <div style="height: 4000px"></div>`
const all = 'data-forms data-scroll-depth data-errors data-time-on-page data-web-vitals'
const sha384 = (name: string): string => `sha384-${createHash('sha384').update(built(name)).digest('base64')}`

const opened = async (site: TagSite, path = '/'): Promise<{ page: Page; problems: readonly string[] }> => {
  const page = await (await context()).newPage()
  const problems = problemsOf(page)
  await page.goto(site.address + path)
  return { page, problems }
}

/** Scripts that a page of the site has asked for. */
const scriptsOf = ({ asked }: TagSite): string[] => asked.filter((path) => path.includes('.js')).sort()

/** What is recorded, whenever it came. */
const kinds = (site: TagSite): string[] => [...new Set(site.events().map(({ is }) => is))].sort()

describe('attributes of the second file', () => {
  it('are not asked for where no attribute is, or where all are off', async () => {
    for (const attributes of ['', 'data-forms="off" data-errors="false" data-debug="query"']) {
      const site = await tagSite({ head: tag(attributes) })
      const { page } = await opened(site)
      await arrived(page, site)
      expect(scriptsOf(site)).toEqual(['/rivulet.min.js'])
    }
  })

  it('have forms, scrolling, errors, time and web vitals tracked', async () => {
    const site = await tagSite({ head: tag(all), body: form })
    const { page, problems } = await opened(site)
    await loaded(page, 'vitals')
    await page.fill('[name=mail]', 'a@b.example')
    await page.click('#send')
    await page.evaluate('scrollTo(0, 1e6)')
    await page.evaluate('setTimeout(() => { throw new TypeError("out of stock") })')
    await expect.poll(() => problems).toEqual(['out of stock'])
    await page.waitForTimeout(700)
    await page.goto('about:blank')
    const wanted = ['error/exception', 'form/submit', 'page/engage', 'page/scroll', 'page/view']
    await expect
      .poll(() => kinds(site))
      .toEqual(expect.arrayContaining([...wanted, 'vitals/lcp', 'vitals/ttfb']))
    const submitted = site.events().find(({ is }) => is === 'form/submit')
    expect(submitted?.labels).toEqual({ form: 'checkout', field: 'mail' })
  })

  it('say more by their values', async () => {
    const site = await tagSite({
      head: tag('data-forms="#checkout" data-scroll-depth="50, 100" data-errors="ResizeObserver|ignored"'),
      body: form,
    })
    const { page } = await opened(site)
    await loaded(page, 'extra')
    await page.click('#find')
    await page.click('#send')
    await page.evaluate('scrollTo(0, 1e6)')
    // It is told with the next frame.
    await arrived(page, site, 'page/scroll')
    for (const message of ['ignored', 'out of stock'])
      await page.evaluate(`setTimeout(() => { throw new TypeError("${message}") })`)
    await arrived(page, site, 'error/exception')
    expect(site.events().filter(({ is }) => is !== 'page/view')).toMatchObject([
      { is: 'form/submit', labels: { form: 'checkout' } },
      { is: 'page/scroll', labels: { depth: '50' } },
      { is: 'page/scroll', labels: { depth: '100' } },
      { is: 'error/exception', labels: { message: 'Uncaught TypeError: out of stock' } },
    ])
  })

  it('name what cannot be meant, and the others begin', async () => {
    const bad = {
      'data-forms': '#[',
      'data-scroll-depth': '50, 25',
      'data-time-on-page': 'soon',
      'data-errors': '(',
      'data-share-ids': 'widget.example',
      'data-take-ids': '',
      'data-debug': 'yes',
    }
    const attributes = Object.entries(bad).map(([name, value]) => `${name}="${value}"`)
    const site = await tagSite({ head: listening + tag(attributes.join(' ')) })
    const { page, problems } = await opened(site)
    await expect.poll(() => page.evaluate('said')).toHaveLength(Object.keys(bad).length)
    const said = (await page.evaluate('said')) as { field: string; value: string; reason: string }[]
    expect(Object.fromEntries(said.map(({ field, value }) => [field, value]))).toEqual(bad)
    expect(said.every(({ reason }) => reason === 'invalid')).toBe(true)
    await arrived(page, site)
    expect(problems).toEqual([])
  })

  it('leave nothing when the tracker stops', async () => {
    // The library of web vitals knows no end: without it.
    const asked = `${all.replace(' data-web-vitals', '')} data-share-ids="https://widget.example" data-debug`
    const site = await tagSite({ head: tag(asked), body: form })
    const { page, problems } = await opened(site)
    await page.locator('rivulet-debug').waitFor({ state: 'attached' })
    await arrived(page, site)
    const session = await page.context().newCDPSession(page)
    const listening = async (): Promise<string[]> => {
      const lists = ['window', 'document', 'navigation'].map(async (expression) => {
        const { result } = await session.send('Runtime.evaluate', { expression })
        const found = await session.send('DOMDebugger.getEventListeners', { objectId: result.objectId! })
        return found.listeners.map(({ type }) => type)
      })
      return (await Promise.all(lists)).flat()
    }
    expect(await listening()).toEqual(expect.arrayContaining(['submit', 'scroll', 'error', 'message']))
    await page.evaluate('rivulet.tracker.stop()')
    const before = site.received.length
    expect(await listening()).toEqual([])
    expect(await page.locator('rivulet-debug, link[rel=modulepreload]').count()).toBe(0)
    await page.click('#send')
    await page.evaluate('scrollTo(0, 1e6)')
    await page.waitForTimeout(300)
    expect(site.received.length).toBe(before)
    expect(problems).toEqual([])
  })

  it('begin nothing in a tracker that was stopped meanwhile', async () => {
    const site = await tagSite(
      { head: `${tag(`${all} data-debug`)}<script defer src="/stop.js"></script>`, body: form },
      {},
      {
        ...files,
        '/stop.js': async () =>
          'rivulet.tracker.track({ category: "a", action: "b" }); rivulet.tracker.stop()',
      },
    )
    const { page, problems } = await opened(site)
    await loaded(page, 'debug')
    await page.click('#send')
    await page.waitForTimeout(300)
    expect(site.events().map(({ is }) => is)).toEqual(['a/b'])
    expect(await page.locator('rivulet-debug').count()).toBe(0)
    expect(problems).toEqual([])
  })
})

describe('the second file', () => {
  it.each([
    ['/assets/rivulet.min.js', '/assets/rivulet.extra.min.js'],
    ['/rivulet.min.0f3a.js?v=1.2/3', '/rivulet.extra.min.0f3a.js?v=1.2/3'],
    ['/news/page.js', '/news/page.extra.js'],
  ])('of %s is %s', async (src, wanted) => {
    const path = (url: string): string => url.replace(/\?.*/, '')
    const site = await tagSite(
      { head: tag('data-forms', src) },
      {},
      {
        [path(src)]: 'rivulet.min.js',
        [path(wanted)]: 'rivulet.extra.min.js',
      },
    )
    await opened(site)
    await expect.poll(() => scriptsOf(site)).toEqual([src, wanted].sort())
  })

  it.each([
    ['is missing', async (): Promise<string> => '', ''],
    [
      'is another than its hash says',
      async (): Promise<string> => 'export default () => { globalThis.hurt = 1 }',
      `integrity="${sha384('rivulet.min.js')}" crossorigin`,
    ],
  ])('that %s is an issue, and page views go on', async (_, content, attributes) => {
    const scripts = {
      '/rivulet.min.js': 'rivulet.min.js',
      ...(attributes && { '/rivulet.extra.min.js': content }),
    }
    const site = await tagSite(
      { head: listening + tag(`data-forms data-take-ids="https://a.example" ${attributes}`) },
      {},
      scripts,
    )
    const { page, problems } = await opened(site)
    await arrived(page, site)
    expect(await page.evaluate('said')).toEqual([
      { reason: 'not-loaded', value: `${site.address}/rivulet.extra.min.js`, events: 0 },
    ])
    expect(await page.evaluate('globalThis.hurt')).toBeUndefined()
    expect(kinds(site)).toEqual(['page/view'])
    // What the browser itself says of a file that it does not get.
    expect(problems.filter((text) => !/Failed to load resource|integrity/.test(text))).toEqual([])
  })

  it.each([
    ['by nonce', "'nonce-n1'"],
    ['by nonce, passed on', "'nonce-n1' 'strict-dynamic'"],
    ['by its place', "'self' 'nonce-n1'"],
  ])('runs under a strict policy %s, with its hash and trusted types', async (_, policy) => {
    for (const attributes of ['', `integrity="${sha384('rivulet.min.js')}" crossorigin`]) {
      const site = await tagSite(
        {
          head: tag(`${all} data-debug nonce="n1" ${attributes}`),
          body: '<form id="checkout"><button id="send">Send</button></form>',
        },
        {
          'content-security-policy': `default-src 'none'; script-src ${policy}; connect-src 'self'; img-src data:; style-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'`,
        },
      )
      const { page, problems } = await opened(site)
      await page.locator('rivulet-debug').waitFor({ state: 'attached' })
      await loaded(page, 'vitals')
      await arrived(page, site)
      expect(scriptsOf(site)).toEqual(Object.keys(files).sort())
      expect(problems).toEqual([])
    }
  })

  it('comes from the collector of another origin, by the address that is kept for ever', async () => {
    const script = fileURLToPath(new URL('../../../dist/rivulet.min.js', import.meta.url))
    const collector = await collecting({ script, scriptPath: '/assets/own.min.js' })
    const { origin } = new URL(collector.url)
    const hash = createHash('sha256').update(built('rivulet.min.js')).digest('hex').slice(0, 16)
    const src = `${origin}/assets/own.min.${hash}.js`
    const site = await tagSite({
      head: `<script defer src="${src}" data-collector="${collector.url}" data-forms integrity="${sha384('rivulet.min.js')}" crossorigin></script>`,
      body: form,
    })
    const { page, problems } = await opened(site)
    await page.waitForFunction(
      `performance.getEntriesByName('${origin}/assets/own.extra.min.${hash}.js').length`,
    )
    await page.waitForTimeout(200)
    await page.click('#send')
    await page.evaluate('rivulet.tracker.flush()')
    await collector.arrived(1)
    await expect.poll(() => collector.events().map(({ type }) => type)).toContain('form/submit')
    expect(problems).toEqual([])
  })

  it('does not take an import map from a page that comes after it', async () => {
    const site = await tagSite(
      {
        head: '<script async src="/rivulet.min.js" data-collector="/collect" data-forms></script>',
        body: '<script src="/slow.js"></script><script type="importmap">{"imports": {"shop": "/shop.js"}}</script><script type="module">import "shop"</script>',
      },
      {},
      {
        ...files,
        '/slow.js': () => new Promise((done) => setTimeout(done, 500, '')),
        '/shop.js': async () => 'globalThis.shop = 1',
      },
    )
    const { page, problems } = await opened(site)
    await expect.poll(() => page.evaluate('globalThis.shop')).toBe(1)
    await expect.poll(() => scriptsOf(site)).toContain('/rivulet.extra.min.js')
    expect(site.asked.indexOf('/rivulet.extra.min.js')).toBeGreaterThan(site.asked.indexOf('/slow.js'))
    expect(problems).toEqual([])
  })
})
