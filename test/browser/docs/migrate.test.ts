import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { useChromium } from '../support/chromium.ts'
import { withBundledModules } from './support/bundled.ts'
import { blockOf, codeRowsOf } from './support/code-blocks.ts'
import { type DocumentedSite, documentedSite, type Stored } from './support/documented-site.ts'
import { gtag, type OldProduct, plausible, segment, snowplow, umami } from './support/old-products.ts'

const context = useChromium()

type Expected = readonly [type: string, labels?: Readonly<Record<string, string>>]

interface Move {
  readonly product: OldProduct
  /** What Rivulet stores of the page's elements, in their order. */
  readonly elements: readonly Expected[]
  /** What the product hears of loading the page and of its elements. */
  readonly heard: readonly string[]
  /** By row of the table of calls: what the product hears, and what Rivulet stores. */
  readonly rows: readonly (readonly [heard: readonly string[], stored: Expected])[]
}

const out: Expected = ['link/click', { url: 'https://other.example/', text: 'Another site' }]
const prices = (address: string): Expected => [
  'file/download',
  { url: `${address}/prices.pdf`, text: 'Prices' },
]
const isFile = ([type]: Expected): boolean => type === 'file/download'

const moves: Move[] = [
  {
    product: plausible,
    elements: [['event/Signup', { plan: 'pro' }], out, ['file/download']],
    heard: ['File Download', 'Outbound Link: Click', 'Signup', 'pageview'],
    rows: [
      [['Signup'], ['event/Signup']],
      [['Signup'], ['event/Signup', { plan: 'pro' }]],
      [['404'], ['event/404', { path: '/' }]],
      [['pageview'], ['page/view', { title: 'Shop' }]],
      [['Purchase'], ['shop/purchase', { currency: 'EUR' }]],
    ],
  },
  {
    product: umami,
    elements: [['event/Signup', { plan: 'pro' }], out],
    heard: ['Signup', 'page'],
    rows: [
      [['Signup'], ['event/Signup']],
      [['Signup'], ['event/Signup', { plan: 'pro', seats: '3' }]],
      [['page'], ['page/view', { title: 'Shop' }]],
      [['page'], ['page/view', { title: 'Home' }]],
      [['identify'], ['account/login', { user: '42' }]],
    ],
  },
  {
    product: gtag,
    elements: [['event/sign_up', { method: 'email' }], out, ['file/download']],
    heard: [],
    rows: [
      [[], ['event/sign_up', { method: 'email' }]],
      [[], ['event/search', { search_term: 'mug' }]],
      [[], ['event/timing_complete', { name: 'load' }]],
      [[], ['page/view', { title: 'Home' }]],
      [[], ['shop/purchase', { order: 'o-42' }]],
      [[], ['account/login', { user: '42' }]],
    ],
  },
  {
    product: segment,
    elements: [['event/Signed Up', { plan: 'pro' }], out],
    heard: ['Signed Up', 'page'],
    rows: [
      [['Signed Up'], ['event/Signed Up', { plan: 'pro' }]],
      [['page'], ['page/view', { title: 'Shop' }]],
      [['page'], ['page/view', { title: 'Home', section: 'Docs' }]],
      [['identify'], ['account/login', { user: '42' }]],
      [['group'], ['account/group', { group: 'acme' }]],
      [['Order Completed'], ['shop/purchase', { order: 'o-42' }]],
    ],
  },
  {
    product: snowplow,
    elements: [['basket/add', { label: 'mug', value: '42' }], out],
    heard: ['add', 'pv'],
    rows: [
      [['pv'], ['page/view', { title: 'Shop' }]],
      [['add'], ['basket/add', { label: 'mug', value: '42' }]],
      [['ue'], ['com.shop/checkout', { step: '2' }]],
      [[], ['account/login', { user: '42' }]],
    ],
  },
]

const html = (body: string): string => `<!doctype html><html lang="en"><title>Shop</title>${body}`

interface Visit {
  readonly site: DocumentedSite
  readonly page: Page
  /** What the product's server was sent so far, in the alphabet's order. */
  heard(): string[]
  readonly problems: readonly string[]
}

/** Opens a page beside the servers of another product. */
const opened = async (
  { answers, names }: OldProduct,
  body: string,
  before: (page: BrowserContext) => Promise<unknown> = async () => {},
): Promise<Visit> => {
  const site = await documentedSite({ '/': html(await withBundledModules(body)) })
  const visitor = await context()
  const heard: string[] = []
  await visitor.route(
    (url) => url.origin !== site.address,
    (route) => {
      const url = route.request().url()
      const answer = answers.find(([address]) => address.test(url))
      if (!answer) return route.abort('blockedbyclient')
      const sent = route.request().postData()
      if (sent) heard.push(...names({ url, body: sent }))
      return route.fulfill({
        contentType: answer[1],
        body: answer[2],
        headers: { 'access-control-allow-origin': site.address, 'access-control-allow-credentials': 'true' },
      })
    },
  )
  // Plausible leaves out browsers that programs drive.
  await visitor.addInitScript('window.__plausible = true')
  await before(visitor)
  const page = await visitor.newPage()
  const problems: string[] = []
  page.on('pageerror', ({ message }) => problems.push(message))
  await page.goto(site.address)
  return { site, page, heard: () => heard.toSorted(), problems }
}

/** A call of each product that says three things. */
const ofThree: Readonly<Record<string, string>> = {
  plausible: "plausible('Three', { props: { x: 1, y: 2, z: 3 } })",
  umami: "umami.track('Three', { x: 1, y: 2, z: 3 })",
  gtag: "gtag('event', 'Three', { x: 1, y: 2, z: 3 })",
  segment: "analytics.track('Three', { x: 1, y: 2, z: 3 })",
  snowplow:
    "snowplow('trackStructEvent', { category: 'event', action: 'Three', label: '1', property: '2', value: 3 })",
}

const saidBy = (events: readonly Stored[]): Expected[] =>
  events.map(({ type, labels }) => (labels ? [type, labels] : [type]))

describe.each(moves)('from $product.name', ({ product, elements, heard, rows }) => {
  const document = `docs/migrate/${product.name}.md`
  const calls = codeRowsOf(document, 'Calls')

  it('both scripts of the page record what is done on it', async () => {
    const visit = await opened(product, blockOf(document, 'Side by side', 'html'))
    await visit.site.arrived(1, visit.page)
    // In a tab of its own, so that the page stays.
    for (const element of await visit.page.locator('button, a').all())
      await element.click({ modifiers: ['ControlOrMeta'] })
    const stored = await visit.site.arrived(1 + elements.length, visit.page)
    expect(saidBy(stored)).toStrictEqual([
      ['page/view', { title: 'Shop' }],
      ...elements.map((each) => (isFile(each) ? prices(visit.site.address) : each)),
    ])
    await expect.poll(visit.heard).toStrictEqual([...heard])
    expect(visit.problems).toStrictEqual([])
  })

  it('each row of its table of calls is the same event at both', async () => {
    expect(calls).toHaveLength(rows.length)
    const visit = await opened(product, blockOf(document, 'Side by side', 'html'))
    await visit.site.arrived(1, visit.page)
    const loaded = heard.filter((name) => name.startsWith('p'))
    await expect.poll(visit.heard).toStrictEqual(loaded)
    for (const [old, ours] of calls) {
      await visit.page.evaluate(`void (${old})`)
      await visit.page.evaluate(ours)
    }
    const [, ...stored] = await visit.site.arrived(1 + rows.length, visit.page)
    expect(saidBy(stored)).toStrictEqual(rows.map(([, event]) => event))
    await expect.poll(visit.heard).toStrictEqual([...loaded, ...rows.flatMap(([names]) => names)].sort())
    expect(visit.problems).toStrictEqual([])
  })

  it('old calls go on without the old script, those of the load too', async () => {
    const kept = calls.filter((_, index) => !/^(page|account|shop|com\.shop)\//.test(rows[index]![1][0]))
    expect(kept.length).toBeGreaterThan(0)
    const visit = await opened(
      product,
      `${blockOf(document, 'Old calls that stay', 'html')}
       <script>${kept[0]![0]}</script>
       <script defer src="/rivulet.min.js" data-collector="/track/activity" data-page-views="off"></script>`,
    )
    await visit.site.arrived(1, visit.page)
    for (const [old] of kept) await visit.page.evaluate(`void (${old})`)
    const [, ...stored] = await visit.site.arrived(1 + kept.length, visit.page)
    const expected = kept.map(([old]) => rows[calls.findIndex(([each]) => each === old)]![1])
    expect(saidBy(stored).map(([type]) => type)).toStrictEqual(expected.map(([type]) => type))
    // What has a place of its own in Rivulet is a label here.
    for (const [index, { labels = {} }] of stored.entries())
      expect(labels).toMatchObject(expected[index]![1] ?? {})

    // Of three labels two are kept, and the third is an issue.
    const issue = visit.page.evaluate(
      "new Promise((resolve) => addEventListener('rivulet-issue', ({ detail }) => resolve(detail.field)))",
    )
    await visit.page.evaluate(`void (${ofThree[product.name]})`)
    const three = (await visit.site.arrived(2 + kept.length, visit.page)).at(-1)!
    const [first, second, third] =
      product.name === 'snowplow' ? ['label', 'property', 'value'] : ['x', 'y', 'z']
    expect(three).toMatchObject({ type: 'event/Three', labels: { [first!]: '1', [second!]: '2' } })
    expect(await issue).toBe(`labels.${third}`)
    expect(visit.problems).toStrictEqual([])
  })
})

describe('the same visitors', () => {
  it.each([
    ['gtag', gtag, '_ga=GA1.1.123456789.1795000000', '123456789.1795000000'],
    [
      'segment',
      segment,
      'ajs_anonymous_id=0b5f1c1e-6f3e-4d0f-8a3b-1f1e1d1c1b1a',
      '0b5f1c1e-6f3e-4d0f-8a3b-1f1e1d1c1b1a',
    ],
    ['snowplow', snowplow, '_sp_id.1fff=a1b2-c3d4.1795000000.1.1795000000.1795000000', 'a1b2-c3d4'],
  ])('from %s keep their id', async (name, product, cookie, visitor) => {
    const { site, page } = await opened(
      product,
      `${blockOf(`docs/migrate/${name}.md`, 'The same visitors', 'html')}
       <script defer src="/rivulet.min.js" data-collector="/track/activity"></script>`,
      (context) => context.addInitScript(`document.cookie = '${cookie}'`),
    )
    expect(await site.arrived(1, page)).toMatchObject([{ visitor }])
  })
})

describe('from Rivet’s own script', () => {
  const document = 'docs/migrate/rivet.md'
  const rivet: OldProduct = {
    name: 'rivet',
    answers: [[/^https:\/\/tracking\.rivet\.works\/track\/activity\?/, 'text/plain', '']],
    names: () => [],
  }
  const setByRivet = (context: BrowserContext) =>
    context.addInitScript(`
      if (!document.cookie) {
        document.cookie = '_tog.rv-userID=rivet-visitor; path=/; max-age=1000; domain=shop.example'
        localStorage['_tog.rv-userID'] = 'rivet-visitor'
        localStorage['_tog.rv-sessionID'] = 'rivet-visit'
      }`)

  it('its ids are kept, and what cookie or localStorage had lost is written back', async () => {
    const { site, page, problems } = await opened(
      rivet,
      blockOf(document, 'Side by side', 'html'),
      setByRivet,
    )
    await page.click('button')
    const stored = await site.arrived(2, page)
    expect(saidBy(stored)).toStrictEqual([
      ['page/view', { title: 'Shop' }],
      ['embed/click', { embedId: 'e-42' }],
    ])
    const ids = { visitor: 'rivet-visitor', session: 'rivet-visit' }
    expect(stored).toMatchObject([ids, ids])
    expect(await page.evaluate('document.cookie')).toBe(
      '_tog.rv-userID=rivet-visitor; _tog.rv-sessionID=rivet-visit',
    )
    expect(problems).toStrictEqual([])
  })

  it('each row of its table of calls is the same event, sent as before and by the tracker', async () => {
    const calls = codeRowsOf(document, 'Calls')
    expect(calls).toHaveLength(5)
    const { site, page } = await opened(
      rivet,
      '<script src="/rivulet.min.js" data-collector="/track/activity" data-page-views="off"></script>',
    )
    for (const [index, [old, ours]] of calls.entries()) {
      await page.evaluate((said) => fetch(`/track/activity?d=1795000000&${said}`), old)
      await page.evaluate(ours)
      const [theirs, mine] = (await site.arrived(2 * index + 2, page)).slice(-2)
      expect([mine!.type, mine!.payload]).toStrictEqual([theirs!.type, theirs!.payload])
    }
  })
})

it('removes what old products have left, and nothing else', async () => {
  const { page } = await opened(gtag, blockOf('docs/migrate/README.md', 'Old cookies', 'html'), (context) =>
    context.addInitScript(`
      for (const each of ['_ga=1', '_ga_G1=1', '_sp_id.1=1', 'ajs_anonymous_id=1', 'basket=1'])
        document.cookie = each + '; path=/; max-age=1000; domain=shop.example'
      localStorage.ajs_user_id = localStorage['umami.disabled'] = localStorage.basket = '1'`),
  )
  expect(await page.evaluate('[document.cookie, Object.keys(localStorage)]')).toEqual([
    'basket=1',
    ['basket'],
  ])
})
