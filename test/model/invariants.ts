import { expect } from 'vitest'
import type { Issue } from '../../src/types.ts'
import { actionsOf } from './collector.ts'
import type { World } from './world.ts'

const repeatedIn = (list: readonly string[]): string[] =>
  list.filter((item, place) => list.indexOf(item) < place)

/** How many events the SDK said it has dropped, for one of these reasons. */
const dropped = ({ issues }: World, ...reasons: readonly Issue['reason'][]): number =>
  issues.reduce((sum, { reason, events = 1 }) => sum + (reasons.includes(reason) ? events : 0), 0)

/** What never came to the collector, but for what nobody could help. */
const missing = ({ tracked, collector, account }: World): string[] =>
  tracked.filter((action) => !collector.arrivals.has(action) && !account.doomed.has(action))

/** What has to hold at any time: nothing grows without an end, and nothing surprises. */
export const isInBounds = ({ tabs, issues, account, clock, kept }: World): void => {
  // A wait, a look for what others left, a claim, a net.
  for (const tab of tabs) expect(tab.timers()).toBeLessThanOrEqual(6)
  for (const { reason, value } of issues) expect([reason, value]).not.toContain('unexpected')
  // One copy of each, wherever storage does as it is told. Where the clock was set, it may have been forgotten before its
  // time that a line was taken; what comes twice then the collector knows by its key.
  if (!account.isTroubled && !clock.wasSet()) expect(repeatedIn(kept())).toEqual([])
}

/**
 * In the end, at a collector that knows keys: each event is stored once, or was dropped and that was said. Which they
 * are is known of those that the collector has refused; of those that were too old, only how many.
 */
export const isStoredOnceOrDropped = (world: World): void => {
  expect(repeatedIn([...world.collector.stored.values()])).toEqual([])
  const gone = missing(world)
  expect(gone.length).toBeLessThanOrEqual(dropped(world, 'refused', 'too-large', 'expired', 'outbox-full'))
  const unexplained = gone.filter((action) => !world.account.refused.has(action))
  expect(unexplained.length).toBeLessThanOrEqual(dropped(world, 'expired', 'outbox-full'))
  expect(world.kept()).toEqual([])
}

/**
 * In the end, at a collector that knows no keys, with a delivery that takes for delivered what the browser has taken:
 * only what the network has doubled arrives twice, or what it was unclear about to a page: a fetch that arrived while
 * its page was told nothing, or nothing yet. And only what the browser took and did not bring is lost.
 *
 * As long as storage does as it is told, and a page that wakes finds what it needs to know: that another has taken a
 * line from it is not remembered for ever.
 */
export const isSentOnceOrLostOnItsWay = (world: World): void => {
  const { collector, account } = world
  const twice = [...collector.arrivals].filter(([, times]) => times > 1).map(([action]) => action)
  expect(twice.filter((action) => !account.doubtful.has(action))).toEqual([])
  expect(missing(world).filter((action) => !account.lost.has(action))).toEqual([])
  expect(world.kept()).toEqual([])
}

/**
 * In the end of visits to whose requests the collector answers: no event has travelled more than twice, by a beacon and
 * for an answer that was read; and there is no request but for an event, and one on each page that asks for others.
 */
export const isCheap = ({ network, pages }: World): void => {
  const travels = network.bodies.flatMap(actionsOf)
  expect(repeatedIn(repeatedIn(travels))).toEqual([])
  expect(network.bodies.length).toBeLessThanOrEqual(pages + travels.length)
}

/** Characters that the SDK says one page may keep, and a request's worth that is on its way. */
const room = 1_100_000

/**
 * What the only page keeps has an end, in memory and in storage, however much is tracked and whatever becomes of it.
 *
 * @param length - of each event; one may be late by as much
 */
export const isBounded = (world: World, length: number): void => {
  expect(world.storage.lines().join('').length).toBeLessThanOrEqual(room + length)
  const waiting = missing(world).length - dropped(world, 'outbox-full')
  expect(waiting * length).toBeLessThanOrEqual(room + length)
}
