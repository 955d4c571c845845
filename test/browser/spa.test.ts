import { existsSync } from 'node:fs'
import type { BrowserContext, Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { useChromium } from './support/chromium.ts'
import { started } from './support/started.ts'

const context = useChromium()

const patience = { timeout: 60_000 }

beforeAll(() => {
  if (!existsSync(new URL('../../examples/spa/dist/index.html', import.meta.url)))
    throw new Error('examples/spa/dist is missing: run `npm run examples` first')
})

interface Told {
  readonly type: string
  readonly time: number
  readonly labels: Readonly<Record<string, string>>
  readonly page: string
}

interface Library {
  readonly address: string
  /** What the store has, in the order in which it happened; of one type, where that is given. */
  told(type?: string): Told[]
}

const library = async (): Promise<Library> => {
  const { address, rows } = await started()
  const told = (): Told[] =>
    rows()
      .toSorted((a, b) => Number(a.sequence) - Number(b.sequence))
      .map(({ type, time, page, payload }) => ({ type, time, page, ...JSON.parse(payload) }))
  return {
    address: `${address}/spa`,
    told: (type) => told().filter((event) => !type || event.type === type),
  }
}

const heading = (page: Page, text: string): Promise<void> => page.locator('h1', { hasText: text }).waitFor()
const agree = (page: Page): Promise<void> => page.getByRole('button', { name: 'Count me' }).first().click()
const banner = (page: Page) => page.getByRole('region', { name: 'Consent' })

/** What the browser keeps of the library, by name. */
const kept = async (profile: BrowserContext, page: Page): Promise<string[]> => [
  ...(await profile.cookies()).map(({ name }) => name),
  ...(await page.evaluate(() => Object.keys(localStorage))),
]

it('sends and keeps nothing until the visitor agrees, and then tells what was held with its own time', async () => {
  const { address, told } = await library()
  const profile = await context()
  const sent: string[] = []
  profile.on('request', (request) => request.url().includes('/track/') && sent.push(request.url()))

  const undecided = await profile.newPage()
  await undecided.goto(`${address}/seeds/low-tide`)
  await heading(undecided, 'Low Tide')
  await undecided.getByRole('link', { name: 'Next packet' }).click()
  await heading(undecided, 'Tall Keeper')
  expect(await kept(profile, undecided)).toEqual([])
  await undecided.close({ runBeforeUnload: true })

  const page = await profile.newPage()
  const opened = Date.UTC(2026, 3, 1, 9)
  const agreed = opened + 5 * 60_000
  await page.clock.setFixedTime(opened)
  await page.goto(`${address}/seeds/low-tide`)
  await heading(page, 'Low Tide')
  // Its view is told when its title has stood for a while.
  await page.waitForTimeout(2_000)
  expect([sent, told(), await kept(profile, page)]).toEqual([[], [], []])

  await page.clock.setFixedTime(agreed)
  await agree(page)
  await page.getByRole('button', { name: 'Borrow a packet' }).click()
  await expect.poll(() => told().map(({ type }) => type), patience).toEqual(['page/view', 'packet/borrow'])
  expect(told()).toMatchObject([
    { time: opened, labels: { title: 'Low Tide, carrot · Blythe Seed Library' } },
    { time: agreed, labels: { variety: 'low-tide' } },
  ])
  expect(await kept(profile, page)).toEqual(
    expect.arrayContaining(['_tog.rv-userID', '_tog.rv-sessionID', 'seed-library.choice']),
  )

  await page.reload()
  await heading(page, 'Low Tide')
  expect(await banner(page).count()).toBe(0)
  await expect.poll(() => told('page/view').length, patience).toBe(2)
})

it('tells each page that is gone to once, with its title and where from', async () => {
  const { address, told } = await library()
  const page = await (await context()).newPage()
  await page.goto(`${address}/`)
  await agree(page)
  await page.getByRole('link', { name: '11 to sow in April' }).click()
  await heading(page, 'What to sow in April')
  await page.getByRole('link', { name: 'Lantern' }).click()
  await heading(page, 'Lantern')
  await page.goBack()
  await heading(page, 'What to sow in April')
  await page.getByRole('link', { name: 'Your tray' }).click()
  await heading(page, 'Your tray')

  const visited = [
    ['/', 'Borrow in spring, bring back in autumn'],
    ['/sow/april', 'What to sow in April'],
    ['/seeds/lantern', 'Lantern, beetroot'],
    ['/sow/april', 'What to sow in April'],
    ['/tray', 'Your tray'],
  ] as const
  await expect.poll(() => told('page/view').length, patience).toBe(visited.length)
  expect(told('page/view').map(({ page, labels }) => ({ page, labels }))).toEqual(
    visited.map(([path, title], index) => {
      const from = visited[index - 1]?.[0]
      return {
        page: `${address}${path}`,
        labels: {
          title: `${title} · Blythe Seed Library`,
          ...(from && { referrer: `${address}${from}` }),
        },
      }
    }),
  )
})

it('tells what was seen, borrowed, brought back and followed', async () => {
  const { address, told } = await library()
  const page = await (await context()).newPage()
  await page.goto(`${address}/sow/january`)
  await agree(page)
  await expect
    .poll(() => told('packet/visible'), patience)
    .toMatchObject([{ labels: { variety: 'boathouse' } }])
  await page.getByRole('link', { name: 'Boathouse' }).click()
  await page.getByRole('button', { name: 'Borrow a packet' }).click()
  await page.getByRole('link', { name: 'in Wikipedia' }).click()
  await page.bringToFront()
  await page.getByRole('link', { name: 'your tray', exact: true }).click()
  await page.getByRole('button', { name: 'Bring back Boathouse' }).click()
  await page.getByText('Empty.').waitFor()

  await expect
    .poll(() => told('packet/return'), patience)
    .toMatchObject([{ labels: { variety: 'boathouse' } }])
  expect(told('packet/borrow')).toMatchObject([{ labels: { variety: 'boathouse' } }])
  expect(told('link/click')).toMatchObject([
    { labels: { url: 'https://en.wikipedia.org/wiki/Solanum_lycopersicum' } },
  ])
})

it('tells an error that a boundary caught, and one that nobody did, each once', async () => {
  const { address, told } = await library()
  const page = await (await context()).newPage()
  const uncaught: string[] = []
  page.on('pageerror', ({ message }) => uncaught.push(message))
  await page.goto(`${address}/told`)
  await agree(page)
  await page.getByRole('button', { name: 'Drop a packet' }).click()
  await page.getByRole('button', { name: 'Open the stuck drawer' }).click()
  await heading(page, 'This drawer is stuck')
  await page.getByRole('link', { name: 'To the catalogue' }).click()
  await heading(page, 'Borrow in spring')

  const errors = () => told().filter(({ type }) => type.startsWith('error/'))
  await expect.poll(() => told('page/view').length, patience).toBe(2)
  expect(errors()).toMatchObject([
    { type: 'error/exception', labels: { message: expect.stringContaining('a packet was dropped') } },
    { type: 'error/render', labels: { message: 'the drawer is stuck', route: '/told' } },
  ])
  expect(uncaught).toEqual(['a packet was dropped'])
})

it('forgets a visitor who says no, and remembers only that', async () => {
  const { address, told } = await library()
  const profile = await context()
  const page = await profile.newPage()
  await page.goto(`${address}/told`)
  await agree(page)
  await expect.poll(() => told().length, patience).toBe(1)
  await page.getByRole('button', { name: 'Do not count me' }).click()
  await page.getByText('You are not counted.').waitFor()
  await expect.poll(() => kept(profile, page)).toEqual(['seed-library.choice'])

  await page.getByRole('link', { name: 'All seeds' }).click()
  await heading(page, 'Borrow in spring')
  await page.reload()
  await heading(page, 'Borrow in spring')
  expect(await banner(page).count()).toBe(0)
  expect(await kept(profile, page)).toEqual(['seed-library.choice'])
  await page.close({ runBeforeUnload: true })
  // Somebody else's visit, so that what came before it would have arrived too.
  const other = await (await context()).newPage()
  await other.goto(`${address}/tray`)
  await agree(other)
  await expect
    .poll(() => told('page/view').map(({ page }) => page), patience)
    .toEqual([`${address}/told`, `${address}/tray`])
})

it('heeds in each tab what the visitor has chosen in another', async () => {
  const { address, told } = await library()
  const profile = await context()
  const [here, there] = [await profile.newPage(), await profile.newPage()]
  await here.goto(`${address}/tray`)
  await there.goto(`${address}/told`)
  await agree(here)
  await expect.poll(() => banner(there).count()).toBe(0)
  await expect
    .poll(() => new Set(told('page/view').map(({ page }) => page)), patience)
    .toEqual(new Set([`${address}/tray`, `${address}/told`]))
  await here.goto(`${address}/told`)
  await here.getByRole('button', { name: 'Do not count me' }).click()
  await there.getByText('You are not counted.').waitFor()
})
