import { execFileSync } from 'node:child_process'
import { cpSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../collector/test/support/temporary-folder.ts'
import { freePort } from '../../scripts/free-port.mjs'
import { recipe, started } from '../browser/recipes/support/recipe.ts'
import { visited } from '../browser/recipes/support/visited.ts'
import { useChromium } from '../browser/support/chromium.ts'
import { collecting } from '../browser/support/stored.ts'

const context = useChromium()
const builds = fileURLToPath(
  new URL('packages/node_modules/@wp-playground/wordpress-builds/', import.meta.url),
)

const unzip = (archive: string, folder: string): void => {
  execFileSync('php', ['-r', '(new PharData($argv[1]))->extractTo($argv[2]);', archive, folder])
}

/** WordPress 6.5, as WordPress Playground installs it, with PHP's own server. @returns its address */
const wordpress = async (): Promise<string> => {
  const folder = temporaryFolder()
  unzip(`${builds}src/wordpress/wp-6.5.zip`, folder)
  // Scripts and styles of pages are not in the archive.
  cpSync(`${builds}public/wp-6.5/wp-includes`, join(folder, 'wp-includes'), { recursive: true })
  const plugins = join(folder, 'wp-content/plugins')
  unzip(`${builds}src/sqlite-database-integration/sqlite-database-integration.zip`, plugins)
  renameSync(join(plugins, 'sqlite-database-integration-main'), join(plugins, 'sqlite-database-integration'))
  cpSync(join(plugins, 'sqlite-database-integration/db.copy'), join(folder, 'wp-content/db.php'))
  cpSync(`${recipe('wordpress')}rivulet.php`, join(plugins, 'rivulet.php'))
  const port = await freePort()
  const address = `http://shop.example:${port}`
  const config = join(folder, 'wp-config.php')
  writeFileSync(
    config,
    `<?php define('WP_HOME', '${address}'); define('WP_SITEURL', '${address}'); define('DISABLE_WP_CRON', true);
    define('WP_HTTP_BLOCK_EXTERNAL', true); ?>${readFileSync(config, 'utf8')}`,
  )
  await started('php', ['-S', `127.0.0.1:${port}`, '-t', folder], folder)
  return address
}

const choose = async (page: Page, collector: string, consent: string): Promise<void> => {
  const { origin, pathname } = new URL(collector)
  await page.goto(`${new URL(page.url()).origin}/wp-admin/options-general.php?page=rivulet`)
  await page.getByLabel('Where events go').fill(origin + pathname)
  await page.getByLabel('Where the script is').fill(`${origin}/rivulet.min.js`)
  await page.getByLabel('Consent').selectOption(consent)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.waitForURL(/settings-updated/)
}

it('WordPress: a plugin of one file is switched on and set, and records the views of a post', async () => {
  const collector = await collecting({
    script: fileURLToPath(new URL('../../dist/rivulet.min.js', import.meta.url)),
  })
  const address = await wordpress()
  const profile = await context()
  const admin = await profile.newPage()
  await admin.goto(`${address}/wp-login.php`)
  await admin.getByLabel('Username').fill('admin')
  await admin.getByLabel('Password', { exact: true }).fill('password')
  await admin.getByRole('button', { name: 'Log In' }).click()
  await admin.goto(`${address}/wp-admin/plugins.php`)
  await admin.locator('[data-plugin="rivulet.php"] .activate a').click()
  await choose(admin, collector.url, 'browser')

  const visitor = await context()
  const { page, problems } = await visited(visitor, `${address}/?p=1`)
  await page.waitForFunction('globalThis.rivulet?.consent.state === "granted"')
  await page.close({ runBeforeUnload: true })
  expect(await collector.arrived(1)).toMatchObject([
    { type: 'page/view', payload: { labels: { title: expect.stringContaining('Hello world!') } } },
  ])

  await choose(admin, collector.url, 'wait')
  const waiting = await visited(visitor, `${address}/?p=1`)
  expect(await waiting.page.evaluate('rivulet.consent.state')).toBe('pending')
  await waiting.page.evaluate(
    `document.dispatchEvent(new CustomEvent('wp_listen_for_consent_change', { detail: { statistics: 'allow' } }))`,
  )
  await waiting.page.close({ runBeforeUnload: true })
  expect((await collector.arrived(2)).map(({ type }) => type)).toEqual(['page/view', 'page/view'])
  const again = await visitor.newPage()
  await again.addInitScript(`globalThis.wp_has_consent = (category) => category === 'statistics'`)
  await again.goto(`${address}/?p=1`)
  expect(await again.evaluate('rivulet.consent.state')).toBe('granted')
  // Fonts and somebody's picture are not there.
  expect([...problems, ...waiting.problems].filter((each) => !each.startsWith('Failed to load'))).toEqual([])
})
