import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { documentedSite } from '../docs/support/documented-site.ts'
import { useChromium } from '../support/chromium.ts'
import { sandboxOf, templateOf } from './support/gtm-sandbox.ts'
import { recipe } from './support/recipe.ts'
import { visited } from './support/visited.ts'

const context = useChromium()
const template = templateOf(readFileSync(`${recipe('gtm')}template.tpl`, 'utf8'))
const button = '<button type="button" data-rv-category="basket" data-rv-action="add">Add</button>'

/** A page that has run `first`, on which the tag fires twice, and then what comes `after`. */
const opened = async (first: string, after = '') => {
  const site = await documentedSite({
    '/': `<!doctype html><html lang="en"><title>Shop</title>${button}</html>`,
  })
  const seen = await visited(await context(), `${site.address}/`)
  await seen.page.evaluate(`${sandboxOf(template)}
    ${first}
    const tag = { script: location.origin + '/rivulet.min.js', collector: '/track/activity', followsConsent: true }
    fire(tag)
    fire(tag)
    ${after}`)
  const types = () =>
    site
      .stored()
      .map(({ type }) => type)
      .sort()
  const add = () => seen.page.getByRole('button').click()
  return { ...seen, site, types, add }
}

it('Tag Manager: a tag that fires twice makes one tracker, and so it does beside a tag of the page', async () => {
  const { page, problems, site, types, add } = await opened('')
  await page.waitForFunction('globalThis.fired.length === 2 && globalThis.rivulet.tracker')
  expect(await page.evaluate('fired')).toEqual(['success', 'success'])
  // The page has brought its own, which comes later.
  await page.addScriptTag({
    content: `{
    const script = document.createElement('script')
    script.src = '/rivulet.min.js'
    script.dataset.collector = '/track/activity'
    script.onload = () => { globalThis.isThere = true }
    document.head.append(script)
  }`,
  })
  await page.waitForFunction('globalThis.isThere')
  await add()
  // Before it is closed: Chromium gives a page half a second for that (kUnloadTimeout).
  await site.arrived(2, page)
  await page.close({ runBeforeUnload: true })
  await expect.poll(types).toEqual(['basket/add', 'page/view'])
  expect(problems).toEqual([])
})

it('Tag Manager: nothing is kept or sent until Consent Mode grants it, and nothing after it denies', async () => {
  const { page, problems, site, types, add } = await opened(`setConsent('analytics_storage', false)`)
  await page.waitForFunction('globalThis.rivulet.tracker')
  await add()
  expect(await page.evaluate('[rivulet.consent.state, document.cookie, localStorage.length]')).toEqual([
    'pending',
    '',
    0,
  ])
  expect(types()).toEqual([])
  await page.evaluate(`setConsent('analytics_storage', true)`)
  await site.arrived(2, page)
  expect(types()).toEqual(['basket/add', 'page/view'])
  await page.evaluate(`setConsent('analytics_storage', false)`)
  await add()
  expect(await page.evaluate('[rivulet.consent.state, document.cookie, localStorage.length]')).toEqual([
    'denied',
    '',
    0,
  ])
  expect(problems).toEqual([])
})

it('Tag Manager: what is decided while the script loads counts', async () => {
  const { page, site } = await opened(
    `setConsent('analytics_storage', false)`,
    `setConsent('analytics_storage', true)`,
  )
  await page.waitForFunction(`globalThis.rivulet.consent?.state === 'granted'`)
  await site.arrived(1, page)
})
