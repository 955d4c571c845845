/** @import { Engine } from '../types.ts' */
import { cp, readdir } from 'node:fs/promises'
import { firefoxPath } from '../../../scripts/firefox.mjs'
import { launchByPuppeteer } from './by-puppeteer.mjs'

/** What ends with the first start, or belongs to it: a lock, and what marks a browser that runs. */
const isOfOneRun = (/** @type {string} */ path) => /(^|\/)(\.?parentlock|lock)$/.test(path)

/**
 * The start in a profile that is new costs twice what later ones do. `FIREFOX_PROFILE` is a folder with one that was started
 * once, and saw no page: new profiles begin as a copy.
 */
const begin = async (/** @type {string} */ profile) => {
  const { FIREFOX_PROFILE: started } = process.env
  if (started && (await readdir(profile)).length === 0)
    await cp(started, profile, { recursive: true, filter: (path) => !isOfOneRun(path) })
}

/** @type {Engine} */
export const firefox = {
  name: 'firefox',
  can: ['offline', 'profile'],
  async launch(profile) {
    await begin(profile)
    return launchByPuppeteer(
      { browser: 'firefox', executablePath: firefoxPath(), userDataDir: profile },
      / -contentproc .* tab ?$/,
    )
  },
}
