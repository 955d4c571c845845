import puppeteer, { type Browser, type Page } from 'puppeteer-core'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { chromiumPath, puppeteerFlags } from '../../../../scripts/chromium.mjs'

/** Puppeteer's, which keep a hidden tab as quick as one in front. */
const ignoreDefaultArgs = [
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
]

/** Milliseconds that the browser may take on a machine that is busy with others. */
const patience = 90_000

/**
 * A Chromium for the tests of this file, by Puppeteer: Playwright's pages are visible whatever covers them.
 *
 * @returns opens a page in a profile that ends with its test
 */
export const useChromium = (): (() => Promise<Page>) => {
  let browser: Browser
  beforeAll(async () => {
    browser = await puppeteer.launch({
      executablePath: chromiumPath(),
      args: [...puppeteerFlags, '--autoplay-policy=no-user-gesture-required'],
      ignoreDefaultArgs,
      defaultViewport: null,
      timeout: patience,
      protocolTimeout: patience,
    })
  })
  afterAll(() => browser.close())
  return async () => {
    const context = await browser.createBrowserContext()
    onTestFinished(() => context.close())
    const page = await context.newPage()
    page.setDefaultTimeout(patience)
    return page
  }
}
