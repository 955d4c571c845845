import { expect, it } from 'vitest'
import { useChromium } from '../support/chromium.ts'
import { blockOf } from './support/code-blocks.ts'
import { documentedSite } from './support/documented-site.ts'

const context = useChromium()

const opened = async () => {
  const html = `<!doctype html><html lang="en"><title>Shop</title>${blockOf('docs/consent.md', 'With the script tag', 'html')}`
  const site = await documentedSite({ '/': html, '/next': html })
  const visitor = await context()
  const page = await visitor.newPage()
  const problems: string[] = []
  page.on('pageerror', ({ message }) => problems.push(message))
  await page.goto(site.address)
  const state = () => page.evaluate('rivulet.consent.state')
  return { site, page, visitor, problems, state, banner: page.locator('#banner') }
}

it('the banner grants on this page, and again on each page after it without asking', async () => {
  const { site, page, visitor, problems, state, banner } = await opened()
  expect([await state(), await banner.isVisible()]).toEqual(['pending', true])
  expect(await visitor.cookies()).toEqual([])
  await page.getByRole('button', { name: 'Yes' }).click()
  expect([await state(), await banner.isVisible()]).toEqual(['granted', false])
  const [first] = await site.arrived(1, page)
  await page.goto(`${site.address}/next`)
  expect([await state(), await banner.isVisible()]).toEqual(['granted', false])
  const [, second] = await site.arrived(2, page)
  expect([second!.type, second!.visitor]).toEqual(['page/view', first!.visitor])
  expect(problems).toEqual([])
})

it('the banner denies, on the next page too', async () => {
  const { site, page, visitor, problems, state, banner } = await opened()
  await page.getByRole('button', { name: 'No' }).click()
  await page.goto(`${site.address}/next`)
  expect([await state(), await banner.isVisible()]).toEqual(['denied', false])
  expect(await visitor.cookies()).toEqual([])
  expect(site.stored()).toEqual([])
  expect(problems).toEqual([])
})
