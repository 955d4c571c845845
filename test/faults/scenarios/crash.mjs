/** @import { Scenario } from '../types.ts' */
import { setTimeout as pause } from 'node:timers/promises'

/** What ends without a chance to do anything. A second visit comes after the browser is started again. */
export const crashScenarios = /** @satisfies {Record<string, Scenario>} */ ({
  pageCrash: {
    name: 'the page’s process crashes',
    within: 3_000,
    returns: true,
    // While all of it waits: as in `visit`, `?page=` says that the page sends nothing by itself.
    async run({ browser, tab, address, track, deferred }) {
      await tab.go(`${address}?page=1`)
      await track(10)
      await pause(500)
      await deferred()
      await browser.crash()
    },
  },
  hiddenThenKilled: {
    name: 'the page is hidden, then the browser is killed',
    needs: ['profile'],
    within: 1_000,
    returns: true,
    // `?page=` says that the page sends nothing by itself: it has heard that it is hidden when something comes, on a busy
    // machine later than in a second.
    async run({ browser, tab, address, track, blank, proxy }) {
      await tab.go(`${address}?page=1`)
      await track(10)
      await browser.open(blank)
      await pause(1_000)
      await proxy.met(1, 60_000)
      await browser.kill()
    },
  },
  quit: {
    name: 'the browser is quit',
    needs: ['profile'],
    within: 1_000,
    returns: true,
    async run({ browser, track, stored }) {
      await track(10)
      await pause(500)
      await stored()
      await browser.quit()
    },
  },
  killed: {
    name: 'the browser is killed (SIGKILL) one second later',
    needs: ['profile'],
    within: 1_000,
    returns: true,
    async run({ browser, track, kept }) {
      await track(10)
      await pause(1_000)
      await kept()
      await browser.kill()
    },
  },
  downAndKilled: {
    name: 'the collector is down, and the browser is killed one second later',
    needs: ['profile'],
    within: 1_000,
    returns: true,
    async run({ browser, track, kept, proxy }) {
      await proxy.behave('refuse')
      await track(10)
      await pause(1_000)
      await kept()
      await browser.kill()
      await proxy.behave('pass')
    },
  },
  // Browsers write localStorage to disk some seconds after the page wrote it.
  downAndKilledLater: {
    name: 'the collector is down, and the browser is killed ten seconds later',
    needs: ['profile'],
    within: 1_000,
    returns: true,
    async run({ browser, track, kept, proxy }) {
      await proxy.behave('refuse')
      await track(10)
      await pause(10_000)
      await kept()
      await browser.kill()
      await proxy.behave('pass')
    },
  },
})
