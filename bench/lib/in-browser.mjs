import { launchChromium } from './launch-chromium.mjs'
import { pageServer } from './page-server.mjs'
import { trial } from './trial.mjs'

/**
 * Runs what needs a browser, and cleans up behind it.
 *
 * @param run - is given the browser's version, and `trial(subject, run, roundTrip)`
 */
export const inBrowser = async (run) => {
  const pages = await pageServer()
  try {
    const browser = await launchChromium()
    try {
      await run(browser.version(), (...which) => trial(browser, pages.url, ...which))
    } finally {
      await browser.close()
    }
  } finally {
    await pages.close()
  }
}
