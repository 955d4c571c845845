import { type Browser, type BrowserContext, chromium } from 'playwright-core'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { ensureChromium } from '../../../scripts/find-chromium.mjs'

/** Quiet, and every host name is this machine. */
const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * 127.0.0.1',
]

/** A Chromium for the tests of this file. @returns opens a new, empty profile that ends with its test */
export const useChromium = (): (() => Promise<BrowserContext>) => {
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: ensureChromium(), args })
  })
  afterAll(() => browser.close())
  return async () => {
    const context = await browser.newContext()
    onTestFinished(() => context.close())
    return context
  }
}
