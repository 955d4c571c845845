// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { endOfTask, startQueue } from '../../support/start-queue.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe('a queue, when delivery fails', () => {
  beforeEach(() => {
    vi.spyOn(Math, 'random').mockReturnValue(1)
  })

  it('tries again after a backoff that doubles, until it succeeds', async () => {
    const { attempts, queue, flushes } = startQueue()
    queue.put('a')
    queue.flush('manual')
    attempts[0]!.answer(0)
    await vi.advanceTimersByTimeAsync(999)
    expect(attempts).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(attempts).toHaveLength(2)
    attempts[1]!.answer(0)
    await vi.advanceTimersByTimeAsync(1_999)
    expect(attempts).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(1)
    attempts[2]!.answer()
    await vi.runAllTimersAsync()
    expect(flushes()).toEqual([
      ['manual', ['a']],
      ['retry', ['a']],
      ['retry', ['a']],
    ])
  })

  it('begins the backoff anew after a success', async () => {
    const { attempts, queue } = startQueue()
    for (const [attempt, delivered] of [0, 1, 0].entries()) {
      if (attempt !== 1) queue.put('a')
      queue.flush('manual')
      attempts[attempt]!.answer(delivered)
      await endOfTask()
    }
    await vi.advanceTimersByTimeAsync(1_000)
    expect(attempts.at(-1)!.reason).toBe('retry')
  })

  it('sends again only what was not delivered, before all that came since', async () => {
    const { attempts, queue, flushes } = startQueue()
    for (const line of ['a', 'b', 'c']) queue.put(line)
    queue.flush('manual')
    queue.put('d')
    attempts[0]!.answer(1)
    await endOfTask()
    queue.flush('manual')
    expect(flushes().at(-1)).toEqual(['manual', ['b', 'c', 'd']])
  })

  it('sends again with the next flush, and not once more', async () => {
    const { attempts, queue, flushes } = startQueue({ count: 2 })
    queue.put('a')
    queue.flush('manual')
    attempts[0]!.answer(0)
    await endOfTask()
    queue.put('b')
    queue.put('c')
    await endOfTask()
    attempts[1]!.answer()
    await vi.runAllTimersAsync()
    expect(flushes()).toEqual([
      ['manual', ['a']],
      ['count', ['a', 'b', 'c']],
    ])
  })

  it('does not try again once its life is over', async () => {
    const { attempts, queue, life } = startQueue()
    queue.put('a')
    queue.flush('manual')
    queue.flush('stop')
    life.abort()
    attempts[0]!.answer(0)
    await vi.runAllTimersAsync()
    expect(attempts).toHaveLength(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('keeps its backoff when a flush finds nothing waiting', async () => {
    const { attempts, queue, flushes } = startQueue()
    queue.put('a')
    queue.flush('manual')
    attempts[0]!.answer(0)
    await vi.advanceTimersByTimeAsync(1_000)
    queue.flush('hidden')
    await endOfTask()
    attempts[1]!.answer(0)
    await vi.advanceTimersByTimeAsync(1_999)
    expect(flushes()).toEqual([
      ['manual', ['a']],
      ['retry', ['a']],
    ])
    await vi.advanceTimersByTimeAsync(1)
    expect(attempts).toHaveLength(3)
  })

  it.each([undefined, null, 'all', {}, Number.NaN, -1, 5n, Symbol('all')])(
    'takes the answer %o for none delivered, and tries again',
    async (answer) => {
      const { attempts, queue, flushes } = startQueue()
      queue.put('a')
      queue.put('b')
      queue.flush('manual')
      attempts[0]!.answer(answer)
      await vi.advanceTimersByTimeAsync(1_000)
      expect(flushes()).toEqual([
        ['manual', ['a', 'b']],
        ['retry', ['a', 'b']],
      ])
    },
  )

  it.each([5n, Symbol('all')])('reports the answer %o', async (answer) => {
    const { attempts, queue, report } = startQueue()
    queue.put('a')
    queue.flush('manual')
    attempts[0]!.answer(answer)
    await endOfTask()
    expect(report.mock.calls).toEqual([[expect.any(TypeError)]])
  })
})
