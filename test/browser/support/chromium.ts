import { type Browser, type BrowserContext, chromium } from 'playwright-core'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { chromiumPath, playwrightFlags } from '../../../scripts/chromium.mjs'

/** Every host name is this machine. */
const args = [...playwrightFlags, '--host-resolver-rules=MAP * 127.0.0.1']

/** Milliseconds that the browser may take on a machine that is busy with others. */
const patience = 90_000

/** A Chromium for the tests of this file. @returns opens a new, empty profile that ends with its test */
export const useChromium = (): (() => Promise<BrowserContext>) => {
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath(), args, timeout: patience })
  })
  afterAll(() => browser.close())
  return async () => {
    const context = await browser.newContext()
    context.setDefaultTimeout(patience)
    onTestFinished(() => context.close())
    return context
  }
}
