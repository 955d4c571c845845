import type { Engine } from '../types.ts'
import type { ScenarioName } from './scenario-names.ts'

type EngineName = Engine['name']

/** How a tracker is told to deliver: code, as in a page. */
export const setups = {
  acknowledged: 'delivery: acknowledged()',
  durable: 'delivery: acknowledged(), outbox: durableOutbox()',
  everything: 'delivery: fetchLaterFallback(gzipped(acknowledged()))',
  beacons: 'delivery: beacons()',
} as const

export type Setup = keyof typeof setups

/** What is not to be expected, and why. Whatever no entry excuses must arrive, without a second visit. */
interface Excuse {
  readonly scenarios: readonly ScenarioName[]
  readonly engines?: readonly EngineName[]
  readonly setups?: readonly Setup[]
  readonly because: string
}

/** Events may come with the second visit only. */
export const late: readonly Excuse[] = [
  {
    scenarios: ['killed', 'downAndKilled', 'downAndKilledLater'],
    because: 'nothing runs after SIGKILL',
  },
  {
    scenarios: ['pageCrash'],
    setups: ['acknowledged', 'durable', 'beacons'],
    because: 'nothing runs after a crash; only fetchLater has the browser send what waits',
  },
  {
    scenarios: ['pageCrash'],
    engines: ['firefox', 'webkit'],
    because: 'the engine knows no fetchLater',
  },
  {
    scenarios: ['twoTabsClosedOffline', 'downAndLeft'],
    because: 'the collector cannot be reached while the pages are there',
  },
  {
    scenarios: ['quit'],
    because: 'a browser that ends need not send what its pages hand it on the way out',
  },
  {
    scenarios: ['burst', 'largeThenClose'],
    because: 'what outlives a page is limited to 64 KiB in flight',
  },
  {
    scenarios: ['twoTabsOffline'],
    engines: ['webkit'],
    because:
      'its driver cannot take it offline, so a hidden page does not hear that the network is back, and does not know what became of its beacon',
  },
]

/** Events may never come. */
export const lost: readonly Excuse[] = [
  {
    scenarios: ['killed', 'downAndKilled'],
    engines: ['chromium', 'firefox'],
    setups: ['acknowledged', 'everything', 'beacons'],
    because: 'the engine writes localStorage to disk seconds later; an outbox in IndexedDB loses nothing',
  },
  {
    scenarios: ['down'],
    setups: ['beacons'],
    because: 'nobody hears what becomes of a beacon: what the browser took counts as delivered',
  },
]

/** Why a shortcoming is excused; `undefined` when it is not. */
export const excuse = (
  excuses: readonly Excuse[],
  scenario: ScenarioName,
  engine: EngineName,
  setup: Setup,
): string | undefined =>
  excuses.find(
    (each) =>
      each.scenarios.includes(scenario) &&
      (each.engines?.includes(engine) ?? true) &&
      (each.setups?.includes(setup) ?? true),
  )?.because
