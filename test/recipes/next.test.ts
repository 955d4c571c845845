import { beforeAll, expect, it } from 'vitest'
import { built, serving } from '../browser/recipes/support/recipe.ts'
import { visited } from '../browser/recipes/support/visited.ts'
import { useChromium } from '../browser/support/chromium.ts'
import { collecting } from '../browser/support/stored.ts'

const context = useChromium()
const next = 'next/dist/bin/next'

beforeAll(() => built('next', next, 'build'))

it('Next: one view for each route, none for what is rendered anew, and all events go to the own site', async () => {
  const collector = await collecting({ trustProxy: ['127.0.0.1'] })
  const address = await serving('next', [`node_modules/${next}`, 'start', '-p', '0', '-H', '127.0.0.1'], {
    COLLECTOR: new URL(collector.url).origin,
  })
  const { page, problems, elsewhere } = await visited(await context(), address)
  await collector.arrived(1)
  await page.getByRole('link', { name: 'Dawn' }).click()
  await page.getByRole('heading', { name: 'dawn' }).waitFor()
  await page.getByRole('button', { name: 'Add' }).click()
  await collector.arrived(3)
  // What a server action or a poll does: the server's components are rendered again.
  await Promise.all([page.waitForResponse(/_rsc/), page.evaluate('next.router.refresh()')])
  await page.getByRole('link', { name: 'Dusk' }).click()
  await page.getByRole('heading', { name: 'dusk' }).waitFor()
  await collector.arrived(4)
  await page.goBack()
  await page.getByRole('heading', { name: 'dawn' }).waitFor()
  await collector.arrived(5)
  await page.close({ runBeforeUnload: true })
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
