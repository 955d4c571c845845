/** @import { Engine } from '../types.ts' */
import { chromiumPath, puppeteerFlags } from '../../../scripts/chromium.mjs'
import { launchByPuppeteer } from './by-puppeteer.mjs'

// A page that is not frozen within 3 s is not kept in the back/forward cache (kTimeoutPuttingInCache in Chromium's
// page_lifecycle_state_manager.cc): on a busy machine that would say nothing of the page.
const args = [...puppeteerFlags, '--disable-features=BackForwardCacheEntryTimeout']

/** @type {Engine} */
export const chromium = {
  name: 'chromium',
  can: ['offline', 'profile'],
  launch: (profile) =>
    launchByPuppeteer({ executablePath: chromiumPath(), args, userDataDir: profile }, /--type=renderer/),
}
