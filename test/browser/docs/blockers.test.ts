import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserContext, chromium } from 'playwright-core'
import { expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../../../collector/test/support/temporary-folder.ts'
import { chromiumPath, playwrightFlags } from '../../../scripts/chromium.mjs'
import { useChromium } from '../support/chromium.ts'
import { documentedSite } from './support/documented-site.ts'

const context = useChromium()

const html = (body: string): string => `<!doctype html><html lang="en"><title>Shop</title>${body}`

it('a blocked script costs a page nothing, where its code asks whether it is there', async () => {
  const site = await documentedSite({
    '/': html(`<script defer src="/rivulet.min.js" data-collector="/track/activity"></script>
      <button onclick="window.rivulet?.tracker?.track({ category: 'basket', action: 'add' }); this.textContent = 'Added'">
        Add
      </button>`),
  })
  const page = await (await context()).newPage()
  await page.route('**/rivulet.min.js', (route) => route.abort('blockedbyclient'))
  const problems: string[] = []
  page.on('pageerror', ({ message }) => problems.push(message))
  await page.goto(site.address)
  await page.click('button')
  expect(await page.textContent('button')).toBe('Added')
  expect(problems).toEqual([])
})

/** Chromium with a content blocker that has EasyPrivacy's rule `$ping,third-party`, and no other. */
const blocking = async (): Promise<BrowserContext> => {
  const extension = temporaryFolder()
  const rule = {
    id: 1,
    action: { type: 'block' },
    condition: { resourceTypes: ['ping'], domainType: 'thirdParty' },
  }
  const manifest = {
    manifest_version: 3,
    name: 'blocker',
    version: '1',
    permissions: ['declarativeNetRequest'],
    host_permissions: ['<all_urls>'],
    declarative_net_request: { rule_resources: [{ id: 'rules', enabled: true, path: 'rules.json' }] },
  }
  writeFileSync(join(extension, 'manifest.json'), JSON.stringify(manifest))
  writeFileSync(join(extension, 'rules.json'), JSON.stringify([rule]))
  const browser = await chromium.launchPersistentContext(temporaryFolder(), {
    executablePath: chromiumPath(),
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [
      ...playwrightFlags,
      '--host-resolver-rules=MAP * 127.0.0.1',
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
    ],
  })
  onTestFinished(() => browser.close())
  return browser
}

it('where beacons to another site are blocked, the next page sends what they had', async () => {
  const site = await documentedSite({
    // Sends nothing before it is left, however long that takes.
    '/first': html(`<script src="/rivulet.min.js"></script>
      <script>
        const collector = location.origin.replace('shop', 'collect') + '/track/activity'
        rivulet
          .createTracker({ collector, delivery: rivulet.acknowledged(), batch: { wait: 1e9 } })
          .track({ category: 'page', action: 'first' })
      </script>`),
    '/between': html('No tracker is here.'),
    '/next': html('<script src="/start.js"></script>'),
    '/start.js': `
      const script = document.createElement('script')
      script.src = '/rivulet.min.js'
      script.dataset.collector = location.origin.replace('shop', 'collect') + '/track/activity'
      script.dataset.pageViews = 'off'
      script.onload = () => rivulet.tracker.track({ category: 'page', action: location.pathname.slice(1) })
      document.head.append(script)`,
  })
  const page = await (await blocking()).newPage()
  await page.goto(`${site.address}/first`)
  // A beacon of one's own site is let through, so that it is the rule that stops the other.
  await page.evaluate(`navigator.sendBeacon('/track/activity?d=1795000000&c=beacon&a=own')`)
  await page.goto(`${site.address}/between`)
  await site.arrived(1)
  await page.waitForTimeout(1_000)
  expect(site.stored().map(({ type }) => type)).toEqual(['beacon/own'])
  await page.goto(`${site.address}/next`)
  const stored = await site.arrived(3, page)
  expect(stored.map(({ type }) => type).sort()).toEqual(['beacon/own', 'page/first', 'page/next'])
})
