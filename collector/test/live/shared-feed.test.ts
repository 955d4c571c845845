import { expect, it, onTestFinished, vi } from 'vitest'
import type { Update } from '../../src/live/feed.ts'
import { openSharedFeed } from '../../src/live/shared-feed.ts'
import type { LiveEvent } from '../../src/model/event.ts'
import type { Figures, Watch } from '../../src/store/watch.ts'
import { tracked } from '../support/profile-store.ts'

const nothing: Figures = {
  total: 0,
  unnumbered: 0,
  counts: [],
  rate: [],
  delivery: { senders: 0, expected: 0, stored: 0, repeated: 0, reported: 0, ledger: {} },
  senders: [],
  deleted: 0,
}

it('asks the store for nothing while nobody looks, and figures the more seldom the longer they take', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const asked = { figures: 0, since: 0 }
  let takes = 0
  const watch: Watch = {
    async figures() {
      asked.figures += 1
      await new Promise((resolve) => setTimeout(resolve, takes))
      return nothing
    },
    async since() {
      asked.since += 1
      return []
    },
    events: async () => [],
  }
  const feed = openSharedFeed(
    watch,
    async () => [],
    () => {},
  )
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect(asked).toEqual({ figures: 0, since: 0 })

  const [leave, leaveToo] = [feed.watch(), feed.watch()]
  await vi.advanceTimersByTimeAsync(60_500)
  expect(asked).toEqual({ figures: 30, since: 60 })
  takes = 1_000
  await vi.advanceTimersByTimeAsync(3_000)
  const before = asked.figures
  await vi.advanceTimersByTimeAsync(200_000)
  expect(asked.figures - before).toBeLessThanOrEqual(10)

  leave()
  leaveToo()
  await vi.advanceTimersByTimeAsync(2_000)
  const last = { ...asked }
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect(asked).toEqual(last)
})

/** A feed of a store in memory, by a clock of the test's own, and what it tells. */
const fed = () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const kept = new Map<string, number>()
  const state = { deleted: 0, lookTakes: 0 }
  const event = (id: string): LiveEvent => ({ ...tracked(), id, received: kept.get(id)! })
  const watch: Watch = {
    async figures(until) {
      const total = [...kept.values()].filter((stored) => stored < until).length
      return { ...nothing, total, unnumbered: total, deleted: state.deleted }
    },
    async since(time) {
      const found = [...kept].filter(([, stored]) => stored >= time).map(([key]) => key)
      await new Promise((resolve) => setTimeout(resolve, state.lookTakes))
      return found
    },
    events: async (keys) => keys.map((key) => ({ key, event: event(key), stored: kept.get(key)! })),
  }
  const feed = openSharedFeed(
    watch,
    async () => [...kept.keys()].map(event).reverse(),
    () => {},
  )
  const told: ((Pick<Update, 'total' | 'skipped'> & { readonly ids: readonly string[] }) | undefined)[] = []
  feed.subscribe((update) =>
    told.push(
      update && { total: update.total, skipped: update.skipped, ids: update.events.map(({ id }) => id) },
    ),
  )
  onTestFinished(feed.watch())
  const store = (id: string) => kept.set(id, Date.now())
  const erase = (id: string) => {
    kept.delete(id)
    state.deleted += 1
  }
  return { feed, told, store, erase, state, pass: (ms: number) => vi.advanceTimersByTimeAsync(ms) }
}

it('counts nothing that is deleted a moment after it was seen', async () => {
  const { feed, told, store, erase, pass } = fed()
  store('1')
  await pass(1_500)
  store('2')
  await pass(1_000)
  erase('2')
  await pass(1_000)
  expect(told).toEqual([
    // A viewer begins with what was there.
    { total: 1, skipped: 0, ids: [] },
    { total: 2, skipped: 0, ids: ['2'] },
    undefined,
  ])
  const { total, recent, delivery } = await feed.summary()
  expect([total, recent.map(({ id }) => id), delivery.health.others?.unnumbered]).toEqual([1, ['1'], 1])
})

it('tells what was stored while a look took longer than figures are late', async () => {
  const { feed, told, store, state, pass } = fed()
  store('1')
  await pass(1_500)
  state.lookTakes = 8_000
  await pass(1_000)
  store('2')
  await pass(6_000)
  state.lookTakes = 0
  store('3')
  await pass(4_000)
  expect(told).toEqual([
    { total: 1, skipped: 0, ids: [] },
    { total: 3, skipped: 0, ids: ['2', '3'] },
  ])
  await pass(10_000)
  expect(told).toHaveLength(2)
  expect((await feed.delivery()).health.others?.unnumbered).toBe(3)
})
