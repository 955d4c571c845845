/** @import { Scenario } from '../types.ts' */
import { setTimeout as pause } from 'node:timers/promises'

/** What pages do while network and collector are well. */
export const pageScenarios = /** @satisfies {Record<string, Scenario>} */ ({
  noFault: {
    name: 'no fault',
    within: 6_000,
    returns: false,
    run: ({ track }) => track(10),
  },
  navigate: {
    name: 'the page navigates in the same task',
    within: 3_000,
    returns: true,
    run: ({ track, blank }) => track(10, { next: `location.href = ${JSON.stringify(blank)}` }),
  },
  close: {
    name: 'the tab is closed',
    within: 3_000,
    returns: true,
    async run({ track, tab }) {
      await track(10)
      await tab.close()
    },
  },
  // Each page is left before what it could send, and ask, by itself has its time; on a busy machine it would have it, and
  // `?page=` says that it is not to take it.
  visit: {
    name: 'ten pages of 0.8 s with three events each, then the tab is closed',
    within: 3_000,
    returns: true,
    isConfirmed: true,
    async run({ track, tab, address }) {
      for (let page = 1; page <= 10; page++) {
        await tab.go(`${address}?page=${page}`)
        for (let event = 1; event <= 3; event++) {
          await track(1)
          await pause(260)
        }
      }
      await tab.close()
    },
  },
  // Pages that last longer than a batch waits, and not as long as its answer takes.
  lateAnswers: {
    name: 'six pages of 3 s with three events each, and each answer comes 4 s late',
    within: 8_000,
    returns: true,
    isConfirmed: true,
    async run({ track, tab, proxy, address, blank }) {
      await proxy.behave('late')
      for (let page = 1; page <= 6; page++) {
        await tab.go(address)
        await track(3)
        await pause(3_000)
      }
      await tab.go(blank)
    },
  },
  burst: {
    name: 'a burst of 2,000 events, then the tab is closed',
    within: 5_000,
    returns: true,
    async run({ track, tab }) {
      await track(2_000)
      await tab.close()
    },
  },
  // Past the 64 KiB that requests which outlive their page may have together.
  large: {
    name: 'an event of 70 KB among small ones',
    within: 8_000,
    returns: true,
    async run({ track }) {
      await track(5)
      await track(1, { size: 70_000 })
      await track(5)
    },
  },
  largeThenClose: {
    name: 'an event of 70 KB among small ones, then the tab is closed',
    within: 3_000,
    returns: true,
    async run({ track, tab }) {
      await track(5)
      await track(1, { size: 70_000 })
      await track(5)
      await tab.close()
    },
  },
})
