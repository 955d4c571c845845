import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserContext, chromium } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { temporaryFolder } from '../../../../collector/test/support/temporary-folder.ts'
import { chromiumPath, playwrightFlags } from '../../../../scripts/chromium.mjs'

/** What a user of Chromium can set about sites' data, by the names of its preferences. */
const settings = {
  thirdPartyCookies: { cookie_controls_mode: 0 },
  /** Chromium has partitioned cookies then, and no storage: it throws. */
  noThirdPartyCookies: { cookie_controls_mode: 1, block_third_party_cookies: true },
  /** Neither. */
  noDataOfWidgets: {
    content_settings: { exceptions: { cookies: { '127.0.0.1,*': { setting: 2 } } } },
  },
} as const

/** A new profile of somebody who has changed a setting, until the test is over. */
export const profileWith = async (setting: keyof typeof settings): Promise<BrowserContext> => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'Default'))
  writeFileSync(join(folder, 'Default/Preferences'), JSON.stringify({ profile: settings[setting] }))
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: chromiumPath(),
    args: [...playwrightFlags],
    timeout: 90_000,
  })
  onTestFinished(() => context.close())
  return context
}
