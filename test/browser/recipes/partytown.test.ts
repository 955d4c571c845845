import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../../collector/test/support/temporary-folder.ts'
import { blockOf } from '../docs/support/code-blocks.ts'
import { type DocumentedSite, documentedSite } from '../docs/support/documented-site.ts'
import { useChromium } from '../support/chromium.ts'
import { installed, packages } from './support/installed.ts'
import { visited } from './support/visited.ts'

const context = useChromium()

/** What a page needs for Partytown, which is loaded last. */
const partytown = `<script>${installed('@qwik.dev/partytown/lib/partytown.js')}</script>`

/** A script of somebody else's, in the worker, that tracks an event by the page's `rivulet`. */
const other = `rivulet.tracker.track({ category: 'chat', action: 'open' })`

const button = '<button type="button" data-rv-category="basket" data-rv-action="add">Add</button>'

const pageOf = (head: string): string =>
  `<!doctype html><html lang="en"><title>Shop</title>${head}${partytown}${button}</html>`

const siteOf = async (head: string): Promise<DocumentedSite & { readonly trusted: string }> => {
  const folder = temporaryFolder()
  cpSync(`${packages}@qwik.dev/partytown/lib`, join(folder, '~partytown'), { recursive: true })
  const outside = pageOf(head.replaceAll('type="text/partytown"', 'defer'))
  const site = await documentedSite({ '/': pageOf(head), '/outside': outside, '/other.js': other }, folder)
  // Service workers are for trustworthy origins.
  return { ...site, trusted: site.address.replace('shop.example', 'localhost') }
}

const typesOf = (site: DocumentedSite): string[] =>
  site
    .stored()
    .map(({ type }) => type)
    .sort()

it('Partytown: a tag outside records all, and scripts inside track by it', async () => {
  const site = await siteOf(blockOf('docs/recipes.md', 'Partytown', 'html'))
  const { page, problems } = await visited(await context(), site.trusted)
  await page.getByRole('button').click()
  await expect.poll(() => typesOf(site)).toEqual(['basket/add', 'chat/open', 'page/view'])
  await page.close({ runBeforeUnload: true })
  expect(problems).toEqual([])
})

it('Partytown: a tag inside records no click, and leaves its last events to a tag outside', async () => {
  const site = await siteOf(`
    <script type="text/partytown" src="/rivulet.min.js" data-collector="/track/activity"></script>
    <script type="text/partytown" src="/other.js"></script>`)
  const profile = await context()
  const { page, problems } = await visited(profile, site.trusted)
  await expect.poll(() => typesOf(site)).toEqual(['chat/open', 'page/view'])
  await page.getByRole('button').click()
  await page.evaluate(`history.pushState(null, '', '/mugs')`)
  // It has been recorded, and is kept.
  await page.waitForFunction(`Object.values(localStorage).some((text) => text.includes('%2Fmugs'))`)
  await page.close({ runBeforeUnload: true })
  expect(problems).toEqual([])
  // A tag inside finds nothing of what one before has left. Nothing else comes.
  await visited(profile, `${site.trusted}/outside`)
  await expect
    .poll(() => typesOf(site))
    .toEqual(['chat/open', 'chat/open', 'page/view', 'page/view', 'page/view'])
  expect(site.stored().map(({ page }) => new URL(page!).pathname)).toContain('/mugs')
})
