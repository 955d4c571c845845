import { expect, it, onTestFinished, vi } from 'vitest'
import { createLastMinute } from '../../src/limits/last-minute.ts'

it('remembers no more names than it may, and those that came last', () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  onTestFinished(() => void vi.useRealTimers())
  const minute = createLastMinute([1], 3)
  for (const name of ['a', 'b', 'c']) minute.add(name, [1])
  vi.advanceTimersByTime(4_000)
  expect(minute.wait('a', [1])).toBeGreaterThan(0)
  minute.add('d', [1])
  // The one that was seen longest ago, a being looked at since.
  expect(minute.wait('b', [1])).toBe(0)
  for (let name = 0; name < 100_000; name += 1) minute.add(String(name), [1])
  expect(minute.wait('a', [1])).toBe(0)
})

it('waits as long as it takes and not longer, for each amount', () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  onTestFinished(() => void vi.useRealTimers())
  const minute = createLastMinute([2, 0, 100], 10)
  minute.add('a', [1, 1_000_000, 40])
  vi.advanceTimersByTime(20_000)
  minute.add('a', [1, 1_000_000, 50])
  expect(minute.wait('a', [0, 1, 10])).toBe(0)
  for (const more of [
    [1, 0, 0],
    [0, 0, 11],
  ]) {
    const seconds = minute.wait('a', more)
    expect(seconds).toBeGreaterThanOrEqual(38)
    expect(seconds).toBeLessThanOrEqual(42)
  }
  expect(minute.wait('a', [0, 0, 101])).toBe(Number.POSITIVE_INFINITY)
  vi.advanceTimersByTime(42_000)
  expect(minute.wait('a', [1, 0, 50])).toBe(0)
  expect(minute.wait('a', [0, 0, 60])).toBeGreaterThan(0)
})
