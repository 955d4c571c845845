import type { BrowserContext, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { useChromium } from '../support/chromium.ts'
import { sdk } from '../support/sdk.ts'
import { started } from '../support/started.ts'

const context = useChromium()

const imports = {
  rivulet: '/esm/index.js',
  'js-cookie': '/npm/js-cookie/dist/js.cookie.mjs',
  nanoid: '/npm/nanoid/index.browser.js',
}

/** The script-tag build, the ES modules and what a bundler makes of the sources, side by side in one page. */
const page = (bundled: string): string => `<!doctype html><title>Copies</title>
<script src="/rivulet.min.js"></script>
<script>const script = rivulet</script>
<script>${bundled.replaceAll('</script', '<\\/script')}; const bundle = rivulet</script>
<script type="importmap">${JSON.stringify({ imports })}</script>
<script type="module">
  import * as modules from 'rivulet'
  const copies = { script, bundle, modules }
  const trackers = Object.entries(copies).map(([category, { createTracker, acknowledged }]) =>
    createTracker({ collector: '/track/activity', delivery: acknowledged(), batch: { wait: 50 } }).with({ category }))
  globalThis.trackAll = (action) => trackers.forEach((tracker) => tracker.track({ action }))
</script>`

const open = async (profile: BrowserContext, address: string): Promise<Page> => {
  const opened = await profile.newPage()
  await opened.goto(`${address}/copies`)
  await opened.waitForFunction('globalThis.trackAll')
  return opened
}

const begun = async () => {
  const { address, rows, types } = await started()
  const profile = await context()
  const body = page(await sdk())
  await profile.route('**/copies', (route) => route.fulfill({ contentType: 'text/html', body }))
  return { address, rows, types, profile }
}

const three = (action: string): string[] => ['bundle', 'modules', 'script'].map((copy) => `${copy}/${action}`)

it('copies of the SDK in one page know the same visitor and visit, and each records what it is told, once', async () => {
  const { address, rows, types, profile } = await begun()
  const opened = await open(profile, address)
  await opened.evaluate(`trackAll('view'); trackAll('click')`)
  await expect.poll(() => types().toSorted()).toStrictEqual([...three('click'), ...three('view')].toSorted())
  expect(new Set(rows().map(({ visitor, session }) => `${visitor} ${session}`)).size).toBe(1)
  expect(new Set(rows().map(({ sender }) => sender)).size).toBe(3)
})

it("copies leave each other's waiting events alone, and whoever comes next brings in all of them, once", async () => {
  const { address, rows, types, profile } = await begun()
  const opened = await open(profile, address)
  await profile.setOffline(true)
  await opened.evaluate(`trackAll('offline')`)
  // Longer than it takes for a line that nobody looks after to be another's.
  await opened.waitForTimeout(6_500)
  expect(types()).toStrictEqual([])
  await profile.setOffline(false)
  await expect.poll(() => types().toSorted()).toStrictEqual(three('offline'))

  await profile.setOffline(true)
  await opened.evaluate(`trackAll('left')`)
  await opened.goto('about:blank')
  await profile.setOffline(false)
  await open(profile, address)
  await expect
    .poll(() => types().toSorted())
    .toStrictEqual([...three('left'), ...three('offline')].toSorted())
  expect(new Set(rows().map(({ visitor, session }) => `${visitor} ${session}`)).size).toBe(1)
})
