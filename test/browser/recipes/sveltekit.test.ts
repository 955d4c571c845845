import { beforeAll, expect, it } from 'vitest'
import { freePort } from '../../../scripts/free-port.mjs'
import { useChromium } from '../support/chromium.ts'
import { collecting } from '../support/stored.ts'
import { built, serving } from './support/recipe.ts'
import { visited } from './support/visited.ts'

const context = useChromium()

beforeAll(() => built('sveltekit', 'vite/bin/vite.js', 'build'))

it('SvelteKit: one view for each route, none for what is loaded anew, and all events go to the own site', async () => {
  const collector = await collecting({ trustProxy: ['127.0.0.1'] })
  const port = await freePort()
  const address = await serving('sveltekit', ['build'], {
    COLLECTOR: new URL(collector.url).origin,
    HOST: '127.0.0.1',
    PORT: `${port}`,
    ORIGIN: `http://shop.example:${port}`,
  })
  const { page, problems, elsewhere } = await visited(await context(), address)
  await collector.arrived(1)
  await page.getByRole('link', { name: 'Dawn' }).click()
  await page.getByRole('heading', { name: 'dawn' }).waitFor()
  await page.getByRole('button', { name: 'Add' }).click()
  await collector.arrived(3)
  // Is about to go there, and has loaded it in advance.
  await Promise.all([
    page.waitForResponse(/dusk.*__data\.json/),
    page.getByRole('link', { name: 'Dusk' }).hover(),
  ])
  await page.getByRole('link', { name: 'Dusk' }).click()
  await page.getByRole('heading', { name: 'dusk' }).waitFor()
  await collector.arrived(4)
  await page.goBack()
  await page.getByRole('heading', { name: 'dawn' }).waitFor()
  // Nobody waits: the last view is sent when the page is left, by a beacon. A tab that is closed may be ended before it has
  // heard of that.
  await page.evaluate(`setTimeout(() => { location.href = 'about:blank' })`)
  await collector.arrived(5)
  await page.context().close()
  expect(collector.events().map(({ type, page, payload: { labels } }) => [type, page, labels])).toMatchObject(
    [
      ['page/view', `${address}/`, { title: 'Mugs' }],
      ['page/view', `${address}/mugs/dawn`, { title: 'Mug dawn', referrer: `${address}/` }],
      ['basket/add', `${address}/mugs/dawn`, { product: 'dawn' }],
      ['page/view', `${address}/mugs/dusk`, { title: 'Mug dusk' }],
      ['page/view', `${address}/mugs/dawn`, { title: 'Mug dawn' }],
    ],
  )
  expect([problems, elsewhere]).toEqual([[], []])
})
