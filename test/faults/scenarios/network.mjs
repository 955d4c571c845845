/** @import { Fault, Scenario } from '../types.ts' */
import { setTimeout as pause } from 'node:timers/promises'

/** Ten events meet a fault for three seconds. */
const passing =
  (/** @type {Fault} */ fault) =>
  /** @type {Scenario['run']} */
  async ({ track, proxy }) => {
    await proxy.behave(fault)
    await track(10)
    await proxy.met(1, 5_000)
    await pause(3_000)
    await proxy.behave('pass')
  }

/** Ten events meet a fault once. */
const once =
  (/** @type {Fault} */ fault) =>
  /** @type {Scenario['run']} */
  async ({ track, proxy }) => {
    await proxy.behave(fault)
    await track(10)
    await proxy.met(1, 10_000)
    await proxy.behave('pass')
  }

/** What happens between page and collector, while the page stays open. */
export const networkScenarios = /** @satisfies {Record<string, Scenario>} */ ({
  offline: {
    name: 'offline, then online',
    within: 15_000,
    returns: true,
    async run({ track, tab, proxy }) {
      await proxy.behave('refuse')
      await tab.offline(true)
      await track(10)
      await pause(4_000)
      await proxy.behave('pass')
      await tab.offline(false)
    },
  },
  twoTabsOffline: {
    name: 'two tabs offline, then online',
    within: 15_000,
    returns: true,
    async run({ browser, track, tab, proxy, address }) {
      const second = await browser.open(address)
      await proxy.behave('refuse')
      await Promise.all([tab.offline(true), second.offline(true)])
      await track(10)
      await track(10, { tab: second })
      await pause(3_000)
      await proxy.behave('pass')
      await Promise.all([tab.offline(false), second.offline(false)])
    },
  },
  twoTabsClosedOffline: {
    name: 'two tabs offline, both closed before they are online again',
    within: 1_000,
    returns: true,
    async run({ browser, track, tab, proxy, address, stored }) {
      const second = await browser.open(address)
      await proxy.behave('refuse')
      await Promise.all([tab.offline(true), second.offline(true)])
      await track(10)
      await track(10, { tab: second })
      await pause(1_000)
      await stored()
      await tab.close()
      await second.close()
      await proxy.behave('pass')
    },
  },
  unavailable: {
    name: 'the collector answers 503 for three seconds',
    within: 15_000,
    returns: true,
    run: passing('unavailable'),
  },
  tooMany: {
    name: 'the collector answers 429 for three seconds',
    within: 15_000,
    returns: true,
    run: passing('too-many'),
  },
  reset: {
    name: 'connections are reset for three seconds',
    within: 15_000,
    returns: true,
    run: passing('reset'),
  },
  down: {
    name: 'connections are refused for three seconds',
    within: 15_000,
    returns: true,
    async run({ track, proxy }) {
      await proxy.behave('refuse')
      await track(10)
      await pause(5_000)
      await proxy.behave('pass')
    },
  },
  downAndLeft: {
    name: 'connections are refused, and the page navigates in the same task',
    within: 1_000,
    returns: true,
    async run({ track, proxy, blank }) {
      await proxy.behave('refuse')
      await track(10, { next: `location.href = ${JSON.stringify(blank)}` })
      await pause(2_000)
      await proxy.behave('pass')
    },
  },
  hang: {
    name: 'a request never gets its answer',
    within: 45_000,
    returns: true,
    run: once('hang'),
  },
  answerLost: {
    name: 'the answer is lost after the events were stored',
    within: 15_000,
    returns: true,
    run: once('lose-answer'),
  },
  collectorKilled: {
    name: 'the collector is killed (SIGKILL) and started again',
    needs: ['restart'],
    within: 20_000,
    returns: true,
    async run({ track, proxy, collector }) {
      await track(200)
      await proxy.met(1, 5_000)
      await collector.kill?.()
      await track(10)
      await pause(3_000)
      await collector.start?.()
    },
  },
})
