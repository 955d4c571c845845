// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { BatchOptions } from '../../../src/delivery/pipeline-options.ts'
import { endOfTask, startScheduler } from '../../support/start-scheduler.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('a scheduler sends', () => {
  it.each<[string, BatchOptions, number]>([
    ['50 lines', {}, 50],
    ['as many as it is told', { count: 3 }, 3],
    ['each one', { count: 1 }, 1],
  ])('by count: %s', async (_, options, count) => {
    const { trips, add } = startScheduler(options)
    add(...Array<string>(count - 1).fill('a'))
    await endOfTask()
    expect(trips).toEqual([])
    add('a')
    await endOfTask()
    expect(trips).toMatchObject([{ isLeaving: false }])
  })

  it.each<[string, BatchOptions, number]>([
    ['30,000 bytes', {}, 30_000],
    ['as many as it is told', { bytes: 10 }, 10],
  ])('by bytes: %s', async (_, options, bytes) => {
    const { trips, add } = startScheduler(options)
    add('x'.repeat(bytes - 1))
    await endOfTask()
    expect(trips).toEqual([])
    add('y')
    await endOfTask()
    expect(trips).toMatchObject([{ isLeaving: false }])
  })

  it.each<[string, BatchOptions, number]>([
    ['2,000 ms after the first line', {}, 2_000],
    ['as long after as it is told', { wait: 100 }, 100],
  ])('by wait: %s', async (_, options, wait) => {
    const { trips, add } = startScheduler(options)
    add('a')
    await vi.advanceTimersByTimeAsync(wait - 1)
    add('b')
    expect(trips).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(trips).toMatchObject([{ isLeaving: false }])
  })

  it('without waiting while the page is hidden, as it may be about to end', async () => {
    const { trips, add } = startScheduler({}, () => true)
    add('a')
    await endOfTask()
    expect(trips).toMatchObject([{ isLeaving: true }])
  })

  it.each([true, false])('at once when told, leaving: %s', (isLeaving) => {
    const { trips, flush } = startScheduler()
    flush(isLeaving)
    expect(trips).toMatchObject([{ isLeaving }])
  })

  it.each<[string, BatchOptions]>([
    ['count', { count: 2 }],
    ['bytes', { bytes: 2 }],
  ])('a burst in one task once, when the task is over, by %s', async (_, options) => {
    const { trips, add } = startScheduler(options)
    add('a', 'b', 'c', 'd', 'e')
    expect(trips).toEqual([])
    await vi.runAllTimersAsync()
    expect(trips).toHaveLength(1)
  })

  it.each<[string, BatchOptions, number]>([
    ['count', { count: 3 }, 0],
    ['bytes', { bytes: 3 }, 0],
    ['wait', { wait: 100 }, 100],
  ])('each batch by its own %s', async (_, options, pass) => {
    const { trips, add, flush } = startScheduler(options)
    add('a', 'b')
    await vi.advanceTimersByTimeAsync(pass / 2)
    flush()
    trips[0]!.comeBack()
    await endOfTask()
    add('c')
    await vi.advanceTimersByTimeAsync(pass / 2)
    expect(trips).toHaveLength(1)
    add('d', 'e')
    await vi.advanceTimersByTimeAsync(pass / 2)
    expect(trips).toHaveLength(2)
  })
})

describe('a scheduler', () => {
  it('makes one trip at a time while the page is there', async () => {
    const { trips, add, flush } = startScheduler({ count: 1 })
    flush()
    flush()
    add('a')
    await vi.advanceTimersByTimeAsync(2_000)
    expect(trips).toHaveLength(1)
    trips[0]!.comeBack()
    await endOfTask()
    flush()
    expect(trips).toHaveLength(2)
  })

  it('does not wait for it on the way out', () => {
    const { trips, flush } = startScheduler()
    flush()
    flush(true)
    flush(true)
    expect(trips.map(({ isLeaving }) => isLeaving)).toEqual([false, true, true])
  })

  it('is still on its one trip when one on the way out is over', async () => {
    const { trips, flush } = startScheduler()
    flush()
    flush(true)
    trips[1]!.comeBack()
    await endOfTask()
    flush()
    expect(trips).toHaveLength(2)
  })
})
