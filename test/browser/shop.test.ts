import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { useChromium } from './support/chromium.ts'
import { started } from './support/started.ts'

const context = useChromium()

/** Somebody buys a jug after looking at a photo. */
const visit = async (shop: Page): Promise<void> => {
  await shop.locator('#stories-heading').scrollIntoViewIfNeeded()
  await shop.locator('#display .tile').first().scrollIntoViewIfNeeded()
  await shop.locator('.rooms button', { hasText: 'Table' }).click()
  await shop.locator('#display .tile:visible').first().click()
  await shop.locator('[data-story=next]').click()
  await shop.locator('[data-story=close]').click()
  await shop.locator('#products a[href="product.html?id=heron-jug"]').first().click()
  await shop.waitForURL('**/product.html?id=heron-jug')
  await shop.locator('#glazes label:not(:has(:checked))').first().click()
  await shop.locator('#choice button').click()
  await shop.locator('#choice a[href="basket.html"]').click()
  await shop.waitForURL('**/basket.html')
  await shop.locator('#start').click()
  for (const [field, value] of [
    ['#full-name', 'Ada Marsh'],
    ['#street', '1 Quay'],
    ['#town', 'Blythe'],
    ['#postcode', 'IP1'],
  ] as const)
    await shop.fill(field, value)
  await shop.locator('#checkout button[type=submit]').click()
  await shop.waitForURL('**/thanks.html')
  await shop.fill('#email', 'ada@example.com')
  await shop.locator('#newsletter button').click()
}

const tracked = [
  'page/view',
  'embed/load',
  'embed/view',
  'embed/filter',
  'embed/click',
  'embed/next',
  'embed/read',
  'embed/read',
  'navigation/click',
  'page/view',
  'product/view',
  'product/choose',
  'basket/add',
  'page/view',
  'checkout/start',
  'shop/purchase',
  'page/view',
  'newsletter/submit',
].toSorted()

it('what a visitor does in the shop is what the store holds, and what the live page shows', async () => {
  const { address, rows, types } = await started()
  const profile = await context()
  const live = await profile.newPage()
  await live.goto(`${address}/live`)
  await live.locator('.connection[data-state=live]').waitFor()

  const shop = await profile.newPage()
  await shop.goto(address)
  await visit(shop)
  await shop.close({ runBeforeUnload: true })

  await expect.poll(() => types().toSorted()).toStrictEqual(tracked)

  const stored = rows()
  const cookies = await profile.cookies()
  const id = (key: string) => cookies.find(({ name }) => name === key)?.value
  expect(new Set(stored.map(({ visitor }) => visitor))).toStrictEqual(new Set([id('_tog.rv-userID')]))
  expect(new Set(stored.map(({ session }) => session))).toStrictEqual(new Set([id('_tog.rv-sessionID')]))
  const payload = (type: string) => JSON.parse(stored.find((row) => row.type === type)?.payload ?? 'null')
  expect(payload('embed/filter')).toMatchObject({
    labels: { embedId: 'e-42' },
    qualifiers: { t: { room: ['table'] } },
  })
  expect(payload('embed/load').duration).toBeGreaterThanOrEqual(0)
  expect(payload('shop/purchase').conversion).toMatchObject({
    customerID: expect.stringMatching(/^c-\d+$/),
    orderID: expect.stringMatching(/^SM-\w+$/),
    cartTotal: expect.any(Number),
    products: [{ productID: 'heron-jug' }],
  })
  // Nothing of what the forms asked for.
  expect(JSON.stringify(stored)).not.toMatch(/Ada|Quay|Blythe|ada@/)

  await expect.poll(() => live.locator('.rate dd').first().textContent()).toBe(`${tracked.length}`)
  const views = live.locator('.counts tbody tr', { hasText: 'page/view' })
  await expect.poll(() => views.textContent()).toContain('4')
  await live.locator('.rows li', { hasText: 'shop/purchase' }).locator('button').click()
  const detail = live.locator('.event-dialog')
  await detail.waitFor()
  expect(await detail.textContent()).toContain('conversion')
  expect(await detail.textContent()).toContain('heron-jug')
})

it('the basket is the same in every tab', async () => {
  const { address } = await started()
  const profile = await context()
  const [basket, product] = [await profile.newPage(), await profile.newPage()]
  await basket.goto(`${address}/basket.html`)
  await product.goto(`${address}/product.html?id=heron-jug`)
  await product.locator('#choice button').click()
  await basket.locator('#lines .line').waitFor()
  expect(await basket.locator('#lines .line').count()).toBe(1)
})

it('hostile values are shown as text', async () => {
  const { address } = await started()
  const hostile = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'
  const query = new URLSearchParams({
    d: '1795000000',
    c: hostile,
    a: hostile,
    l1: hostile,
    v1: hostile,
    u: hostile,
    q: hostile,
  })
  expect((await fetch(`${address}/track/activity?${query}`)).status).toBe(200)
  const live = await (await context()).newPage()
  await live.goto(`${address}/live`)
  await live.locator('.rows li button').first().click()
  await live.locator('.event-dialog').waitFor()
  expect(await live.locator('.event-dialog').textContent()).toContain(hostile)
  expect(await live.evaluate('window.hacked')).toBeUndefined()
  expect(await live.locator('main img, main script, dialog img, dialog script').count()).toBe(0)
})

it('an address without its slash, or with nothing, gives a person a page and a program JSON', async () => {
  const { address } = await started()
  const ask = (path: string, accept: string) =>
    fetch(address + path, { headers: { accept }, redirect: 'manual' })
  for (const path of ['/docs', '/player', '/spa']) {
    const moved = await ask(path, 'text/html')
    expect([moved.status, moved.headers.get('location')]).toEqual([302, `${path}/`])
  }
  for (const path of ['/nothing', '/docs/nothing.html', '/api/nothing']) {
    const page = await ask(path, 'text/html,*/*;q=0.8')
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
    expect(await page.text()).toContain('href="/docs/"')
    const answer = await ask(path, '*/*')
    expect([answer.status, await answer.json()]).toEqual([404, { error: 'there is nothing at this address' }])
  }
  expect((await ask('/spa/anything', 'text/html')).status).toBe(200)
})
