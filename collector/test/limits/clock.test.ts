import { expect, it, onTestFinished, vi } from 'vitest'
import { get } from '../support/activity.ts'
import { running } from '../support/running.ts'

const event = 'd=1795000000&c=embed&a=view'

it('limits nobody for longer because the clock was set back', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'] })
  onTestFinished(() => void vi.useRealTimers())
  const { url } = await running({ rate: 1 })
  expect((await get(url, event)).status).toBe(200)
  expect((await get(url, event)).status).toBe(429)
  vi.advanceTimersByTime(62_000)
  vi.setSystemTime(Date.now() - 2 * 3_600_000)
  expect((await get(url, event)).status).toBe(200)
})

it('lets nobody through because the clock was set forward', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'] })
  onTestFinished(() => void vi.useRealTimers())
  const { url } = await running({ rate: 1 })
  expect((await get(url, event)).status).toBe(200)
  vi.setSystemTime(Date.now() + 2 * 3_600_000)
  expect((await get(url, event)).status).toBe(429)
})

it('lets no more than its limit through in any minute, not even around the end of one', async () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  onTestFinished(() => void vi.useRealTimers())
  const { url } = await running({ rate: 10 })
  const through: number[] = []
  for (let second = 0; second < 150; second += 5) {
    for (let request = 0; request < 4; request += 1) {
      if ((await get(url, event)).status === 200) through.push(second)
    }
    vi.advanceTimersByTime(5_000)
  }
  for (const from of through) {
    expect(through.filter((second) => second >= from && second < from + 60).length).toBeLessThanOrEqual(10)
  }
  expect(through.length).toBeGreaterThanOrEqual(20)
})
