import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { expect, it, onTestFinished } from 'vitest'
import { useChromium } from '../support/chromium.ts'
import { type Collecting, collecting } from '../support/stored.ts'

const context = useChromium()
const { resolve } = createRequire(import.meta.url)
const built = (name: string): string =>
  readFileSync(new URL(`../../../dist/${name}`, import.meta.url), 'utf8')
const stub = built('rivulet.stub.min.js')
const scripts: Readonly<Record<string, string>> = {
  '/rivulet.min.js': built('rivulet.min.js'),
  '/turbo.js': readFileSync(resolve('@hotwired/turbo/dist/turbo.es2017-umd.js'), 'utf8'),
  '/htmx.js': readFileSync(resolve('htmx.org/dist/htmx.min.js'), 'utf8'),
}

const links = ['/', '/one', '/two', '/two?page=2'].map((path) => `<a href="${path}">To ${path}</a>`).join(' ')

interface Html {
  readonly head?: string
  readonly body: string
  /** Attributes of the body. */
  readonly attributes?: string
}

/** A site whose pages have titles, links and a button, and all the same scripts. */
const site = async ({ head = '', body, attributes = '' }: Html): Promise<string> => {
  const server = createServer(({ url = '/' }, response) => {
    const script = scripts[url]
    response.setHeader('content-type', script ? 'text/javascript' : 'text/html; charset=utf-8')
    response.end(
      script ??
        `<!doctype html><html><head><title>Page ${url}</title>${head}</head>
         <body ${attributes}><h1>${url}</h1>${links} <button class="buy">Buy</button>${body}</body></html>`,
    )
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const go = async (page: Page, path: string): Promise<void> => {
  await page.getByRole('link', { name: `To ${path}`, exact: true }).click()
  await page.getByRole('heading', { name: path, exact: true }).waitFor()
}

/** What a collector has: types of events, and paths and titles of views. */
const told = ({ events }: Collecting): unknown[] =>
  events().map(({ type, page, payload }) =>
    type === 'page/view'
      ? [`${page}`.replace(/^http:\/\/[^/]+/, ''), (payload.labels as { title?: string }).title]
      : type,
  )

const tag = (collector: string, organization = 7): string =>
  `<script src="/rivulet.min.js" data-collector="${collector}" data-organization="${organization}" data-parameters="page" data-clicks=".buy"></script>`

const turbo = '<script src="/turbo.js"></script>'
const htmx = '<script src="/htmx.js"></script>'

it.each<[string, (collector: string) => Html]>([
  ['Turbo replaces the body', (collector) => ({ head: turbo, body: tag(collector) })],
  ['htmx swaps it', (collector) => ({ head: htmx, body: tag(collector), attributes: 'hx-boost="true"' })],
  [
    'Turbo replaces the body, and an inline script stands before the library',
    (collector) => ({
      head: turbo,
      body: `<script data-collector="${collector}" data-organization="7" data-parameters="page" data-clicks=".buy">${stub}</script>
             <script async src="/rivulet.min.js"></script>`,
    }),
  ],
  [
    'a tag manager fires twice at each visit',
    (collector) => ({
      head: turbo,
      body: `<script>
        for (let times = 0; times < 2; times++) {
          const tag = document.createElement('script')
          Object.assign(tag.dataset, { collector: '${collector}', organization: '7', parameters: 'page', clicks: '.buy' })
          tag.src = '/rivulet.min.js'
          document.head.append(tag)
        }
      </script>`,
    }),
  ],
])('a script in the body is one tracker, where %s', async (_, html) => {
  const collector = await collecting()
  const address = await site(html(collector.url))
  const page = await (await context()).newPage()
  const issues: string[] = []
  page.on('pageerror', ({ message }) => issues.push(message))
  await page.goto(address)
  await page.waitForFunction('globalThis.rivulet?.consent')
  for (const path of ['/one', '/two', '/two?page=2']) await go(page, path)
  // That it is one document all along.
  expect(await page.evaluate('performance.getEntriesByType("navigation")[0].name')).toBe(`${address}/`)
  await page.locator('.buy').click()
  await collector.arrived(5)
  expect(told(collector)).toStrictEqual([
    ['/', 'Page /'],
    ['/one', 'Page /one'],
    ['/two', 'Page /two'],
    ['/two?page=2', 'Page /two?page=2'],
    'element/click',
  ])
  expect(collector.events().every(({ payload }) => payload.organization === 7)).toBe(true)
  expect(issues).toStrictEqual([])
})

it('a script for another collector or organization is another tracker, each of them one', async () => {
  const [first, second] = [await collecting(), await collecting()]
  const tags = tag(first.url) + tag(first.url, 8) + tag(second.url)
  const address = await site({ head: turbo, body: tags + tags })
  const page = await (await context()).newPage()
  await page.goto(address)
  await go(page, '/one')
  await page.locator('.buy').click()
  const each = [['/', 'Page /'], ['/one', 'Page /one'], 'element/click']
  await first.arrived(6)
  await second.arrived(3)
  expect(told(second)).toStrictEqual(each)
  for (const wanted of [7, 8]) {
    const events = first.events().filter(({ payload }) => payload.organization === wanted)
    expect(told({ ...first, events: () => events })).toStrictEqual(each)
  }
})
