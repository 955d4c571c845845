import { beforeAll, expect, it } from 'vitest'
import { documentedSite } from '../browser/docs/support/documented-site.ts'
import { built, recipe } from '../browser/recipes/support/recipe.ts'
import { visited } from '../browser/recipes/support/visited.ts'
import { useChromium } from '../browser/support/chromium.ts'

const context = useChromium()

beforeAll(() => built('astro', 'astro/astro.js', 'build'))

it('Astro with view transitions: one tracker, one view for each page, one event for what stays', async () => {
  const site = await documentedSite({}, `${recipe('astro')}dist`)
  const { page, problems, elsewhere } = await visited(await context(), `${site.address}/`)
  await site.arrived(1)
  await page.getByLabel('Address').fill('ann@example.com')
  await page.getByRole('link', { name: 'Dawn' }).click()
  await page.getByRole('heading', { name: 'Mug dawn' }).waitFor()
  await page.getByRole('button', { name: 'Newsletter' }).click()
  await page.getByRole('button', { name: 'Add' }).click()
  await site.arrived(4)
  await page.getByRole('link', { name: 'Dusk' }).click()
  await page.getByRole('heading', { name: 'Mug dusk' }).waitFor()
  await page.getByRole('button', { name: 'Newsletter' }).click()
  await site.arrived(6)
  await page.goBack()
  await page.getByRole('heading', { name: 'Mug dawn' }).waitFor()
  expect(await page.getByLabel('Address').inputValue()).toBe('ann@example.com')
  expect(await page.evaluate('performance.getEntriesByType("navigation")[0].name')).toBe(`${site.address}/`)
  await page.close({ runBeforeUnload: true })
  const stored = await site.arrived(7)
  expect(
    stored.map(({ type, page, labels }) => [type, new URL(page!).pathname, labels?.title]).sort(),
  ).toEqual([
    ['basket/add', '/mugs/dawn/', undefined],
    ['newsletter/open', '/mugs/dawn/', undefined],
    ['newsletter/open', '/mugs/dusk/', undefined],
    ['page/view', '/', 'Mugs'],
    ['page/view', '/mugs/dawn/', 'Mug dawn'],
    ['page/view', '/mugs/dawn/', 'Mug dawn'],
    ['page/view', '/mugs/dusk/', 'Mug dusk'],
  ])
  expect(new Set(stored.map(({ sender }) => sender)).size).toBe(1)
  expect([problems, elsewhere]).toEqual([[], []])
})
