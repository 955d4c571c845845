/** @import { LaunchOptions, Page } from 'puppeteer-core' */
/** @import { Browser, Tab } from '../types.ts' */
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import puppeteer from 'puppeteer-core'
import { patience } from './patience.mjs'
import { descendants, killNow } from './processes.mjs'

/** @returns {Tab} */
const tabOf = (/** @type {Page} */ page) => ({
  evaluate: (expression) => /** @type {Promise<any>} */ (page.evaluate(expression)),
  async go(address) {
    await page.goto(address)
  },
  async back() {
    // Firefox's `goBack` waits for a load that a page from the back/forward cache does not have.
    await page.evaluate('setTimeout(() => history.back())')
  },
  async close() {
    const closed = new Promise((resolve) => page.once('close', resolve))
    await page.close({ runBeforeUnload: true })
    await Promise.race([closed, pause(5_000)])
  },
  offline: (is) => page.setOfflineMode(is),
  async cdp(method, parameters) {
    const session = await page.createCDPSession()
    return session.send(/** @type {any} */ (method), /** @type {any} */ (parameters))
  },
  async cdpEvents(name) {
    const session = await page.createCDPSession()
    /** @type {unknown[]} */
    const events = []
    session.on(name, (event) => events.push(event))
    await session.send(/** @type {any} */ (`${name.split('.')[0]}.enable`))
    return events
  },
})

/**
 * Chromium and Firefox. Unlike Playwright, Puppeteer leaves pages their visibility: a tab that another one covers is
 * hidden.
 *
 * @param {LaunchOptions} options
 * @param {RegExp} pageProcess - command lines of the processes that run pages
 * @returns {Promise<Browser>}
 */
export const launchByPuppeteer = async (options, pageProcess) => {
  const browser = await puppeteer.launch({
    ...options,
    defaultViewport: null,
    timeout: patience,
    protocolTimeout: patience,
  })
  const main = /** @type {import('node:child_process').ChildProcess} */ (browser.process())
  const pid = /** @type {number} */ (main.pid)
  const ended = once(main, 'exit')
  return {
    async open(address) {
      const page = await browser.newPage()
      page.setDefaultTimeout(patience)
      await page.goto(address)
      await page.bringToFront()
      return tabOf(page)
    },
    async crash() {
      killNow(descendants(pid, pageProcess))
    },
    quit: () => browser.close(),
    async kill() {
      killNow([...descendants(pid), pid])
      await ended
    },
  }
}
