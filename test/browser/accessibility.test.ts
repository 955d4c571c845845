import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { useChromium } from './support/chromium.ts'
import { started } from './support/started.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const context = useChromium()
const key = 'key-of-this-test-0123456789'

/** What axe finds, each with the first element it is about. */
const violations = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
  violations.map(({ id, nodes }) => id + ': ' + nodes[0].target.join(' ')))`

const pages = [
  ['shop', '/'],
  ['product', '/product.html?id=heron-jug'],
  ['basket', '/basket.html'],
  ['player', '/player/'],
  ['magazine', '/profile-store/'],
  ['article', '/profile-store/article.html?id=fog'],
  ['widget', '/widget/'],
  ['framed widget', '/widget/frame.html'],
  ['seed library', '/spa/'],
  ['seed', '/spa/seeds/lantern'],
  ['seeds of a month', '/spa/sow/april'],
  ['what is told', '/spa/told'],
  ['live page', '/live'],
] as const

const looks = [
  [390, 'light'],
  [390, 'dark'],
  [768, 'light'],
  [1440, 'dark'],
] as const

/** One for all tests: they only look. */
let address: string
beforeAll(async () => {
  const ends: (() => Promise<void>)[] = []
  ;({ address } = await started({ RIVULET_KEY: key }, (end) => ends.push(end)))
  return async () => {
    for (const end of ends) await end()
  }
})

const showAt = async (page: Page, width: number, colorScheme: 'light' | 'dark'): Promise<void> => {
  await page.setViewportSize({ width, height: 900 })
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
}

const found = async (page: Page): Promise<unknown> => {
  await page.evaluate(axe)
  return page.evaluate(violations)
}

it.each(pages)('axe finds nothing on: %s (%s)', async (_name, path) => {
  // A window costs more than axe does.
  const page = await (await context()).newPage()
  for (const [width, colorScheme] of looks) {
    await showAt(page, width, colorScheme)
    await page.goto(address + path, { waitUntil: 'load' })
    await page.waitForTimeout(400)
    expect([width, colorScheme, await found(page)]).toEqual([width, colorScheme, []])
  }
})

const ask = async (page: Page, field: string, query: string): Promise<void> => {
  await page.fill(field, query)
  await page.keyboard.press('Control+Enter')
}

/** What can be opened on the live page, one after the other, and what is there when it is. */
const steps: readonly (readonly [string, (page: Page) => Promise<unknown>, string])[] = [
  ['an event', (page) => page.locator('.rows button').first().click(), '.event-dialog[open] dd'],
  ['a filter', (page) => page.locator('.following button').first().click(), '#filter:focus'],
  ['a sender', (page) => page.locator('.senders tbody .sender').first().click(), '.sender-dialog[open] dd'],
  [
    'bars',
    async (page) => {
      await page.click('.sender-dialog header button')
      await page.click('.ask > summary')
      await page.fill('#ask-key', key)
      await ask(page, '#ask-query', 'Events | summarize Count = count() by EventType')
    },
    '.ask-chart .bars',
  ],
  [
    'lines',
    (page) => ask(page, '#ask-query', 'Events | summarize Count = count() by bin(EventTime, 1ms), EventType'),
    '.ask-chart .plot-chart',
  ],
  ['a mistake', (page) => ask(page, '#ask-query', 'Events | where EventTyp == 1'), '#ask-mistake .place'],
  [
    'rows',
    async (page) => {
      await page.check('.ask input[value=odata]')
      await ask(page, '#ask-filter', 'EventType eq page/view')
    },
    '.ask-table tbody tr',
  ],
  ['a row', (page) => page.locator('.ask-table .open').first().click(), '.row-dialog[open] dd'],
]

it.each(looks)(
  'axe finds nothing in what opens on the live page at %i px, %s',
  async (width, colorScheme) => {
    const page = await (await context()).newPage()
    await showAt(page, width, colorScheme)
    for (const path of ['/', '/product.html?id=heron-jug']) {
      await page.goto(address + path, { waitUntil: 'load' })
      await page.waitForTimeout(400)
    }
    // Two types there are in any case, or there are no bars: a busy machine leaves the shop before it has told much.
    await fetch(`${address}/track/activity`, {
      method: 'POST',
      body: ['page', 'embed']
        .map((category) => `d=${Math.floor(Date.now() / 1000)}&c=${category}&a=view`)
        .join('\n'),
    })
    await page.goto(`${address}/live`)
    for (const [name, open, sign] of steps) {
      await open(page)
      await page.locator(sign).first().waitFor()
      expect([name, await found(page)]).toEqual([name, []])
    }
  },
)
