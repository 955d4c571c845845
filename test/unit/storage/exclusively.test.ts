import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { exclusively } from '../../../src/storage/exclusively.ts'
import { clearStorage, stubGlobal, stubGlobalGetter } from '../../support/page.ts'

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

describe.each([
  ['by Web Locks', () => ({ locks: locks() })],
  ['by claims, where there are none', () => ({})],
])('exclusively, %s,', (_, navigator) => {
  beforeEach(() => stubGlobal('navigator', navigator()))

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
    const failed = exclusively(fail)
    await vi.advanceTimersByTimeAsync(2_000)
    await failed
    exclusively(work)
    await vi.runAllTimersAsync()
    expect(done.times).toBe(1)
  })
})

describe('a claim', () => {
  beforeEach(() => stubGlobal('navigator', {}))

  it('of a page that is gone holds a second', async () => {
    const { done, work } = busy(0)
    exclusively(() => new Promise(() => undefined))
    await vi.advanceTimersByTimeAsync(500)
    exclusively(work)
    await vi.advanceTimersByTimeAsync(400)
    expect(done.times).toBe(0)
    await vi.advanceTimersByTimeAsync(200)
    exclusively(work)
    await vi.runAllTimersAsync()
    expect(done.times).toBe(1)
  })

  it('does not hold for ever when clocks are set back', async () => {
    const { done, work } = busy(0)
    exclusively(() => new Promise(() => undefined))
    await vi.advanceTimersByTimeAsync(100)
    vi.setSystemTime(Date.now() - 86_400_000)
    exclusively(work)
    await vi.runAllTimersAsync()
    expect(done.times).toBe(1)
  })

  it('that another page has written over at the same moment is none', async () => {
    const { done, work } = busy(0)
    exclusively(work)
    // Two processes may read at once that nobody claims: the last to write has it.
    for (const key of Object.keys(localStorage)) localStorage.setItem(key, `${Date.now()} theirs`)
    await vi.runAllTimersAsync()
    expect(done.times).toBe(0)
  })

  it('that cannot be written, as storage is full, keeps nobody from the work', async () => {
    stubGlobal('localStorage', {
      getItem: () => null,
      setItem() {
        throw new DOMException('The quota has been exceeded.', 'QuotaExceededError')
      },
    })
    const { done, work } = busy(0)
    exclusively(work)
    await vi.runAllTimersAsync()
    expect(done.times).toBe(1)
  })

  it('cannot be made where storage is blocked, and then nothing is done or thrown', async () => {
    stubGlobalGetter('localStorage', () => {
      throw new DOMException('Access is denied for this document.', 'SecurityError')
    })
    const { done, work } = busy(0)
    await expect(exclusively(work)).resolves.toBeUndefined()
    expect(done.times).toBe(0)
  })
})
