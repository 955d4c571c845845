import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, it } from 'vitest'
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
  ['widget', '/widget/'],
  ['seed library', '/spa/'],
  ['live page', '/live'],
] as const

const looks = [
  [390, 'light'],
  [390, 'dark'],
  [768, 'light'],
  [1440, 'dark'],
] as const

it.each(looks)('axe finds nothing on any page at %i px, %s', async (width, colorScheme) => {
  const { address } = await started({ RIVULET_KEY: key })
  const browser = await context()
  const page = await browser.newPage()
  await page.setViewportSize({ width, height: 900 })
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  for (const [name, path] of pages) {
    await page.goto(address + path, { waitUntil: 'load' })
    await page.waitForTimeout(400)
    if (name === 'live page') {
      await page.click('#ask > summary')
      await page.fill('#ask input[type=password]', key)
      await page.fill('#ask-query', 'Events | summarize Count = count() by EventType')
      await page.keyboard.press('Control+Enter')
      await page.locator('#ask-table table').waitFor()
    }
    await page.evaluate(axe)
    expect([name, await page.evaluate(violations)]).toEqual([name, []])
  }
})
