import { expect, it, onTestFinished, vi } from 'vitest'
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

it('counts nothing that is deleted a moment after it was seen', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const kept = new Map<string, number>()
  let deleted = 0
  const event = (id: string): LiveEvent => ({ ...tracked(), id, received: kept.get(id)! })
  const watch: Watch = {
    async figures(until) {
      const total = [...kept.values()].filter((stored) => stored < until).length
      return { ...nothing, total, unnumbered: total, deleted }
    },
    since: async () => [...kept.keys()],
    events: async (keys) => keys.map((key) => ({ key, event: event(key), stored: kept.get(key)! })),
  }
  const feed = openSharedFeed(
    watch,
    async () => [...kept.keys()].map(event).reverse(),
    () => {},
  )
  const told: (number | undefined)[] = []
  feed.subscribe((update) => told.push(update?.total))
  onTestFinished(feed.watch())
  kept.set('1', Date.now())
  await vi.advanceTimersByTimeAsync(1_500)
  kept.set('2', Date.now())
  await vi.advanceTimersByTimeAsync(1_000)
  kept.delete('2')
  deleted += 1
  await vi.advanceTimersByTimeAsync(1_000)
  expect(told).toEqual([1, 2, undefined])
  const { total, recent, delivery } = await feed.summary()
  expect([total, recent.map(({ id }) => id), delivery.health.others?.unnumbered]).toEqual([1, ['1'], 1])
})
