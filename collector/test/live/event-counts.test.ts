import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createTally, horizon } from '../../src/live/event-counts.ts'

const start = Date.UTC(2026, 10, 27)
const startSecond = start / 1000

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
  vi.setSystemTime(start)
})
afterEach(() => vi.useRealTimers())

const tally = () =>
  createTally({
    total: async () => 3,
    counts: async () => [{ category: 'shop', action: 'buy', count: 3 }],
    rate: async () => [
      [startSecond - 200, 1],
      [startSecond - 100, 2],
    ],
  })

/** One event, so many seconds after the start. */
const after = (seconds: number, action = 'buy') => {
  vi.setSystemTime(start + seconds * 1000)
  return { category: 'shop', action, received: start + seconds * 1000 }
}

it('counts on top of what the store holds, and says what has changed', async () => {
  const { add, all, changes } = await tally()
  add([after(0), after(0, 'view')])
  expect(all()).toEqual({
    total: 5,
    counts: [
      { category: 'shop', action: 'buy', count: 4 },
      { category: 'shop', action: 'view', count: 1 },
    ],
    rate: [
      [startSecond - 200, 1],
      [startSecond - 100, 2],
      [startSecond, 2],
    ],
  })
  expect(changes()).toMatchObject({ total: 5, rate: [[startSecond, 2]] })
  expect(changes()).toEqual({ total: 5, counts: [], rate: [] })
})

it('forgets seconds beyond its horizon, those of the store, too', async () => {
  const { add, all } = await tally()
  add([after(horizon - 150)])
  expect(all().rate.map(([second]) => second - startSecond)).toEqual([-100, 150])
  add([after(horizon - 100)])
  expect(all().rate.map(([second]) => second - startSecond)).toEqual([-100, 150, 200])
  add([after(2 * horizon)])
  expect(all().rate.map(([second]) => second - startSecond)).toEqual([600])
  add([after(2 * horizon + horizon)])
  expect(all().rate.map(([second]) => second - startSecond)).toEqual([600, 900])
})

it('takes back what was deleted', async () => {
  const { add, remove, all } = await tally()
  const event = after(1)
  add([event, event])
  remove([{ id: '1', ...event }])
  expect(all()).toMatchObject({ total: 4, counts: [{ count: 4 }] })
  expect(all().rate.at(-1)).toEqual([startSecond + 1, 1])
})
