import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { serving } from '../../collector/test/support/serving.ts'
import { contractAnswer } from '../support/network.ts'
import { useChromium } from './support/chromium.ts'
import { sdk } from './support/sdk.ts'

const context = useChromium()

const built = (name: string): string => readFileSync(new URL(`../../dist/${name}`, import.meta.url), 'utf8')

/** What no address may say that leaves, and what may. */
const secret = 'ann@example.com'
const query = `?email=${encodeURIComponent(secret)}&utm_source=news`

const body = `
  <a id="out" href="https://other.example/deals${query}" onclick="event.preventDefault()">Out</a>
  <a id="file" href="/list.pdf${query}" onclick="event.preventDefault()">File</a>
  <button id="card" data-rv-action="open" data-rv-label-target="/account${query}" data-href="/account${query}#${secret}">Card</button>
  <video></video>`

/** A site whose pages have all kinds of addresses; what leaves them is read as often as it is encoded. */
const visit = async (head: string) => {
  const sent: string[] = []
  const scripts: Record<string, string> = {
    '/sdk.js': await sdk(),
    '/rivulet.min.js': built('rivulet.min.js'),
  }
  const address = await serving(async (request, response) => {
    const { pathname } = new URL(request.url!, 'http://site')
    const isScript = pathname.endsWith('.js')
    if (request.method === 'POST') {
      sent.push(`${request.url} ${await text(request)}`)
      response.setHeader('content-type', 'application/json')
      return response.end(await contractAnswer().text())
    }
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html; charset=utf-8')
    // The whole address is what a referrer says only where the site has it so.
    response.setHeader('referrer-policy', 'unsafe-url')
    if (isScript) response.end(scripts[pathname])
    else if (pathname === '/from') response.end(`<a href="/page${query}#${secret}">Next</a>`)
    else response.end(`<!doctype html><title>Page</title>${head}${body}`)
  })
  const page = await (await context()).newPage()
  await page.goto(`${address}/from${query}`)
  await page.click('a')
  await page.waitForURL(/\/page/)
  for (const id of ['out', 'file', 'card']) await page.click(`#${id}`)
  const said = (): string =>
    sent
      .map((each) => decodeURIComponent(decodeURIComponent(each.replaceAll(/%(?![\dA-F]{2})/g, '%25'))))
      .join('\n')
  const stored = (): Promise<string> =>
    page.evaluate('decodeURIComponent(decodeURIComponent(JSON.stringify(localStorage)))')
  return { address, page, said, stored }
}

/** The package, with every plugin that knows an address, and an event that says some itself. */
const fromNpm = (wire: string, event: string, more = ''): string => `
<script src="/sdk.js"></script>
<script>
  addEventListener('DOMContentLoaded', () => {
    const { clicks, declarative, kaltura, media, pageViews, profileStore, rison, rivet, scrollDepth, timeOnPage } = rivulet
    issues = []
    tracker = rivulet.createTracker({
      collector: '/collect', delivery: rivulet.acknowledged(), wire: ${wire}, onIssue: (issue) => issues.push(issue), ${more}
      plugins: [
        pageViews(), clicks({ query: true, selector: '#card' }), declarative(), timeOnPage(),
        media(document.querySelector('video'), { entryId: '1_a' }),
      ],
    })
    tracker.track(${event})
  })
</script>`

const itsOwn = 'location.href'
const rivetEvent = `{ category: 'own', action: 'view', page: ${itsOwn}, labels: { url: ${itsOwn} }, conversion: { products: [{ productID: ${itsOwn} }] } }`
const wires: readonly [string, string, string][] = [
  ['Rivet', 'rivet({ rison })', rivetEvent],
  [
    'Kaltura',
    `kaltura({ partnerId: 1, customVar1: ${itsOwn} })`,
    `{ type: 'pause', entryId: '1_a', referrer: ${itsOwn}, customVar2: ${itsOwn}, parameters: { from: ${itsOwn} } }`,
  ],
  [
    'Profile Store',
    `profileStore({ deviceId: ${itsOwn} })`,
    `{ eventType: 'own', value: ${itsOwn}, pageUri: ${itsOwn}, payload: { list: [${itsOwn}, new URL(${itsOwn})] }, user: { info: { url: ${itsOwn} } } }`,
  ],
]

const left = /\/page\?utm_source=news(?![&\w])/

describe.each(wires)('what leaves a page by %s', (_, wire, event) => {
  it('is of addresses the path and what names a campaign', async () => {
    // What waits is written so already: nothing is under way when the tracker stops.
    const { page, said, stored } = await visit(fromNpm(wire, event, 'batch: { wait: 1e9 },'))
    await expect.poll(stored).toContain('utm_source=news')
    expect(await stored()).not.toContain(secret)
    await page.evaluate('tracker.stop()')
    await expect.poll(said).toMatch(left)
    expect(said()).not.toContain(secret)
    expect(await page.evaluate('issues')).toEqual([])
  })

  it('is more where its parameters are named, and all where that is said', async () => {
    const some = await visit(fromNpm(wire, event, `parameters: ['email'],`))
    await some.page.evaluate('tracker.stop()')
    await expect.poll(some.said).toContain(`/page?email=${secret}&utm_source=news`)
    expect(some.said()).not.toContain(`#${secret}`)

    const all = await visit(fromNpm(wire, event, `parameters: 'all',`))
    await all.page.evaluate('tracker.stop()')
    await expect.poll(all.said).toContain(`/page?email=${secret}&utm_source=news#${secret}`)
  })
})

describe('what leaves a page by the script tag', () => {
  const tag = '<script defer src="/rivulet.min.js" data-collector="/collect" data-clicks="#card"></script>'
  const seen = [
    /rr=\S+\/page\?utm_source=news&k=/,
    /v2=\S+\/from\?utm_source=news&n=/,
    /v1=\/account\?utm_source=news&n=/,
  ]

  it('is of addresses the path and what names a campaign', async () => {
    const { page, said, stored } = await visit(tag)
    expect(await stored()).not.toContain(secret)
    await page.evaluate('rivulet.tracker.flush()')
    for (const address of seen) await expect.poll(said).toMatch(address)
    expect(said()).toMatch(/other\.example\/deals(?!\?)/)
    expect(said()).not.toContain(secret)
  })

  it.each([
    ['named', 'size, email', `/page?email=${secret}&utm_source=news`, false],
    ['all', 'all', `/page?email=${secret}&utm_source=news#${secret}`, true],
  ])('is more where its parameters are %s', async (_, parameters, address, hasHash) => {
    const { page, said } = await visit(
      tag.replace('data-clicks', `data-parameters="${parameters}" data-clicks`),
    )
    await page.evaluate('rivulet.tracker.flush()')
    await expect.poll(said).toContain(address)
    expect(said().includes(`#${secret}`)).toBe(hasHash)
  })

  it('has the routes of an application, which are behind a hash, and not what they say', async () => {
    const { page, said } = await visit(tag.replace('data-clicks', 'data-page-views="hash" data-clicks'))
    await page.evaluate(`location.hash = '/basket${query}'`)
    await page.evaluate('new Promise((done) => setTimeout(done, 800)).then(() => rivulet.tracker.flush())')
    await expect.poll(said).toContain('/page?utm_source=news#/basket?utm_source=news')
    expect(said()).not.toContain(secret)
  })

  it('is a path alone where the library has not come', async () => {
    const { address, page, said } = await visit(
      `<script data-collector="/collect">${built('rivulet.stub.min.js')}</script>
       <script>rivulet.tracker.track({ category: 'early', action: 'view' })</script>`,
    )
    await page.goto('about:blank')
    await expect.poll(said).toContain(`rr=${address}/page&`)
    expect(said()).not.toContain(secret)
  })
})
