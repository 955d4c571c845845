import type { BatchOptions } from '../../src/delivery/pipeline-options.ts'
import { createTracker } from '../../src/tracker/create-tracker.ts'
import type { Delivery, Issue, Tracker } from '../../src/types.ts'
import type { RivetEvent } from '../../src/wires/rivet/rivet-event.ts'
import { type Account, createAccount } from './account.ts'
import { platform, timeoutBy } from './browser.ts'
import { type Clock, createClock } from './clock.ts'
import { actionsOf, createCollector, type SimulatedCollector } from './collector.ts'
import { createNetwork, type SimulatedNetwork } from './network.ts'
import { createStorage, type SimulatedStorage } from './storage.ts'
import { createTab, type Tab } from './tab.ts'
import { replace, withGlobals } from './with-globals.ts'

export interface WorldOptions {
  readonly batch: BatchOptions
  /** Characters that requests which outlive their page may have in flight. */
  readonly beaconQuota: number
  /** Characters that the site may store. */
  readonly storageQuota: number
  readonly hasLocks: boolean
  /** How far the collector is away: there and back, in ms. */
  readonly away: number
}

/** A tab and the tracker on its page. */
export interface OpenTab extends Tab {
  readonly tracker: Tracker<RivetEvent>
}

/** One browser with its tabs, the site they show, the network and the collector. */
export interface World {
  readonly clock: Clock
  readonly storage: SimulatedStorage
  readonly network: SimulatedNetwork
  readonly collector: SimulatedCollector
  readonly tabs: readonly OpenTab[]
  readonly tracked: readonly string[]
  readonly issues: readonly Issue[]
  readonly account: Account
  /** How many pages there were. */
  readonly pages: number
  open(): OpenTab
  track(tab: OpenTab, event?: Partial<RivetEvent>): void
  /** The events in the storage, as often as they are there. */
  kept(): string[]
  /** The tab is gone, with its memory. */
  kill(tab: OpenTab): void
}

const collectorUrl = 'https://collect.example/'

/** Makes a browser, and has it live as long as the work. */
export const inWorld = async (
  delivery: () => Delivery,
  { batch, beaconQuota, storageQuota, hasLocks, away }: WorldOptions,
  work: (world: World) => Promise<void>,
): Promise<void> => {
  const clock = createClock()
  const storage = createStorage(storageQuota)
  const collector = createCollector()
  const kept = (): string[] => storage.lines().flatMap(actionsOf)
  const account = createAccount(collector, kept)
  account.isTroubled = storageQuota < 100_000
  const network = createNetwork(clock, beaconQuota, away, collector.take, account.met)
  const tabs: OpenTab[] = []
  const tracked: string[] = []
  const issues: Issue[] = []
  let chance = 0
  let pages = 0

  const world: World = {
    clock,
    storage,
    network,
    collector,
    tabs,
    tracked,
    issues,
    account,
    get pages() {
      return pages
    },
    open() {
      pages++
      const tab = createTab(clock)
      for (const event of ['visibilitychange', 'pagehide', 'freeze'])
        tab.target.addEventListener(event, account.pageLeft)
      let tracker: Tracker<RivetEvent> | undefined
      tab.enter(() => {
        tracker = createTracker({
          collector: collectorUrl,
          batch,
          delivery: delivery(),
          onIssue: (issue) => issues.push(issue),
        })
      })
      const open = Object.assign(tab, { tracker: tracker! })
      tabs.push(open)
      return open
    },
    track(tab, event) {
      const action = `e${tracked.length}`
      tracked.push(action)
      tab.enter(() => tab.tracker.track({ category: 'model', action, ...event }))
    },
    kept,
    kill(tab) {
      tab.kill()
      tabs.splice(tabs.indexOf(tab), 1)
      for (const { body, signal } of tab.deferred) {
        if (!signal.aborted) network.post({ body, by: 'beacon', outlives: true }, tab)
      }
      account.pageDied(tracked)
    },
  }

  const restore = [
    replace(Date as never, 'now', clock.now),
    replace(performance as never, 'now', clock.elapsed),
    replace(AbortSignal as never, 'timeout', timeoutBy(clock)),
    // Evenly spread, and the same in each run.
    replace(Math as never, 'random', () => (chance = (chance + 0.618_033_988_75) % 1)),
  ]
  try {
    await withGlobals(platform(storage, network, collector, hasLocks), () => work(world))
  } finally {
    for (const undo of restore) undo()
  }
}
