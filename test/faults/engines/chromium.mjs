/** @import { Engine } from '../types.ts' */
import { chromiumFlags, ensureChromium } from '../../../scripts/chromium.mjs'
import { launchByPuppeteer } from './by-puppeteer.mjs'

/** @type {Engine} */
export const chromium = {
  name: 'chromium',
  can: ['offline', 'profile'],
  launch: (profile) =>
    launchByPuppeteer(
      { executablePath: ensureChromium(), args: [...chromiumFlags], userDataDir: profile },
      /--type=renderer/,
    ),
}
