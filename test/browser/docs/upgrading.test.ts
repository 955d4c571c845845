import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { useChromium } from '../support/chromium.ts'
import { sdk } from '../support/sdk.ts'
import { blockOf, root } from './support/code-blocks.ts'
import { documentedSite } from './support/documented-site.ts'

const context = useChromium()

const html = (body: string): string => `<!doctype html><html lang="en"><title>Shop</title>${body}`
const tag = (script: string): string => `<script src="${script}" data-collector="/track/activity"></script>`

it('a page from a cache, with an earlier script, stores with this collector, and the visitor stays', async () => {
  const site = await documentedSite({
    '/cached': html(`<script src="/earlier.js"></script>
      <script>
        const tracker = rivulet.createTracker({ collector: '/track/activity', delivery: rivulet.acknowledged() })
        tracker.track({ category: 'page', action: 'cached' })
      </script>`),
    '/earlier.js': readFileSync(`${root}/test/fixtures/earlier/with-outbox.min.js`, 'utf8'),
    '/new': html(tag('/rivulet.min.js')),
  })
  const page = await (await context()).newPage()
  await page.goto(`${site.address}/cached`)
  await site.arrived(1)
  await page.goto(`${site.address}/new`)
  const [cached, current] = await site.arrived(2, page)
  expect([cached!.type, current!.type]).toEqual(['page/cached', 'page/view'])
  expect(cached!.visitor).toBe(current!.visitor)
  expect(cached!.session).toBe(current!.session)
})

it('an address with the hash of another version gives a cached page the script of today', async () => {
  const site = await documentedSite({ '/': html(tag('/rivulet.min.0123456789abcdef.js')) })
  const page = await (await context()).newPage()
  const problems: string[] = []
  page.on('pageerror', ({ message }) => problems.push(message))
  const answered = page.waitForResponse(/rivulet/)
  await page.goto(site.address)
  expect((await answered).status()).toBe(200)
  expect(await page.evaluate('typeof rivulet')).toBe('object')
  expect(problems).toEqual([])
})

it('the lines to uninstall leave nothing of it in a browser, and all else', async () => {
  const site = await documentedSite({
    '/': html(`<script src="/sdk.js"></script>
      <script>
        document.cookie = 'basket=1; path=/'
        localStorage.basket = '1'
        // Nobody answers there: events wait, in both kinds of outbox.
        for (const outbox of [undefined, rivulet.durableOutbox()])
          rivulet
            .createTracker({ collector: '/nobody', delivery: rivulet.acknowledged(), outbox })
            .track({ category: 'page', action: 'view' })
      </script>`),
    '/sdk.js': await sdk(),
    '/gone': html(blockOf('docs/privacy.md', 'Uninstalling', 'html')),
  })
  const visitor = await context()
  const page = await visitor.newPage()
  const address = site.address.replace('//', '//www.')
  const left = async (): Promise<string> =>
    JSON.stringify([
      (await visitor.cookies()).map(({ name, domain }) => `${name} ${domain}`).sort(),
      await page.evaluate(
        `(async () => [Object.keys(localStorage).sort(), (await indexedDB.databases()).map(({ name }) => name)])()`,
      ),
    ])
  await page.goto(address)
  for (const name of [
    '_tog.rv-userID .shop.example',
    '_tog.rv-sessionID .shop.example',
    '_tog.rv-outbox2 ',
    '["_tog.rv-outbox"]',
  ])
    await expect.poll(left).toContain(name)
  await page.goto(`${address}/gone`)
  await expect.poll(left).toBe('[["basket www.shop.example"],[["basket"],[]]]')
  expect(site.stored()).toEqual([])
})
