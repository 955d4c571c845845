/** @import { Engine } from '../types.ts' */
import { firefoxPath } from '../../../scripts/firefox.mjs'
import { launchByPuppeteer } from './by-puppeteer.mjs'

/** @type {Engine} */
export const firefox = {
  name: 'firefox',
  can: ['offline', 'profile'],
  launch: (profile) =>
    launchByPuppeteer(
      { browser: 'firefox', executablePath: firefoxPath(), userDataDir: profile },
      / -contentproc .* tab ?$/,
    ),
}
