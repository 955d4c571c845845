import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { playwrightFlags } from '../../scripts/chromium.mjs'

it('Chromium goes without all that Playwright disables', () => {
  const file = new URL('../../node_modules/playwright-core/lib/coreBundle.js', import.meta.url)
  const [, list = ''] = /disabledFeatures = \[(.*?)\]/s.exec(readFileSync(file, 'utf8')) ?? []
  const theirs = [...list.replace(/\/\/.*/g, '').matchAll(/"(\w+)"/g)].map(([, name]) => name)
  expect(theirs).toContain('HttpsUpgrades')
  const ours = playwrightFlags.find((flag) => flag.startsWith('--disable-features='))
  expect(ours?.split(/[=,]/)).toEqual(expect.arrayContaining(theirs))
})
