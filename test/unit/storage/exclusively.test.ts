import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { exclusively } from '../../../src/storage/exclusively.ts'
import { clearStorage, stubGlobal } from '../../support/page.ts'

beforeEach(() => {
  vi.useFakeTimers()
  clearStorage()
})
afterEach(() => vi.useRealTimers())

/** Work that takes a while, and how many are at it at a time, and were. */
const busy = (ms: number) => {
  const done = { now: 0, most: 0, times: 0 }
  const work = async (): Promise<void> => {
    done.most = Math.max(done.most, ++done.now)
    await new Promise((resolve) => setTimeout(resolve, ms))
    done.now--
    done.times++
  }
  return { done, work }
}

const fail = async (): Promise<void> => {
  throw new Error('work')
}

/** Web Locks, as much of them as is asked for here; happy-dom has none. */
const locks = () => {
  const held = new Set<string>()
  return {
    held,
    async request(name: string, { ifAvailable }: LockOptions, work: (lock: object | null) => unknown) {
      if (!ifAvailable) throw new Error('A page that waits for a lock may be frozen with it.')
      if (held.has(name)) return work(null)
      held.add(name)
      try {
        return await work({ name })
      } finally {
        held.delete(name)
      }
    },
  }
}

describe('exclusively', () => {
  beforeEach(() => stubGlobal('navigator', { locks: locks() }))

  it('does the work', async () => {
    const { done, work } = busy(0)
    exclusively(work)
    await vi.runAllTimersAsync()
    expect(done.times).toBe(1)
  })

  it('lets one of several do it, and the others go on without', async () => {
    const { done, work } = busy(50)
    const all = [exclusively(work), exclusively(work), exclusively(work)]
    await vi.runAllTimersAsync()
    await Promise.all(all)
    expect([done.most, done.times]).toEqual([1, 1])
  })

  it('lets the next do it a while later', async () => {
    const { done, work } = busy(50)
    for (let turn = 0; turn < 3; turn++) {
      exclusively(work)
      await vi.advanceTimersByTimeAsync(2_000)
    }
    expect(done.times).toBe(3)
  })

  it('lets the next do it when the work has failed, which nobody hears of', async () => {
    const { done, work } = busy(0)
    await exclusively(fail)
    exclusively(work)
    await vi.runAllTimersAsync()
    expect(done.times).toBe(1)
  })

  it('does nothing, and throws nothing, where a frame has no right to locks', async () => {
    stubGlobal('navigator', { locks: { request: async () => fail() } })
    const { done, work } = busy(0)
    await expect(exclusively(work)).resolves.toBeUndefined()
    expect(done.times).toBe(0)
  })
})

it('does the work all the same where there are no Web Locks', async () => {
  stubGlobal('navigator', {})
  const { done, work } = busy(0)
  exclusively(work)
  await vi.runAllTimersAsync()
  expect(done.times).toBe(1)
})
