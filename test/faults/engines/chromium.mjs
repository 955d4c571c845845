/** @import { Engine } from '../types.ts' */
import { chromiumFlags, chromiumPath } from '../../../scripts/chromium.mjs'
import { launchByPuppeteer } from './by-puppeteer.mjs'

/** @type {Engine} */
export const chromium = {
  name: 'chromium',
  can: ['offline', 'profile'],
  launch: (profile) =>
    launchByPuppeteer(
      { executablePath: chromiumPath(), args: [...chromiumFlags], userDataDir: profile },
      /--type=renderer/,
    ),
}
