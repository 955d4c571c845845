// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DeliveryResult } from '../../../src/types.ts'
import { endOfTask, startScheduler } from '../../support/start-scheduler.ts'

const noAnswer: DeliveryResult = { status: 0 }
const busy: DeliveryResult = { status: 503 }

beforeEach(() => {
  vi.useFakeTimers()
  // The whole of each backoff: 1, 2, 4 … 60 seconds.
  vi.spyOn(Math, 'random').mockReturnValue(1)
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** A queue whose last trip comes back with this. */
const start = (...options: Parameters<typeof startScheduler>) => {
  const queue = startScheduler(...options)
  const comeBack = async (answer?: DeliveryResult): Promise<void> => {
    queue.trips.at(-1)!.comeBack(answer)
    await endOfTask()
  }
  /** Passes the time, and says how many trips there were then. */
  const tripsAfter = async (ms: number): Promise<number> => {
    await vi.advanceTimersByTimeAsync(ms)
    return queue.trips.length
  }
  return { ...queue, comeBack, tripsAfter }
}

describe('a scheduler, when it cannot be now,', () => {
  it('tries again after a backoff that doubles, until it succeeds', async () => {
    const { flush, comeBack, tripsAfter } = start()
    flush()
    for (const [failures, wait] of [1_000, 2_000, 4_000].entries()) {
      await comeBack(busy)
      expect(await tripsAfter(wait - 1)).toBe(failures + 1)
      expect(await tripsAfter(1)).toBe(failures + 2)
    }
    await comeBack()
    expect(await tripsAfter(1_000_000)).toBe(4)
  })

  it('begins the backoff anew after a success', async () => {
    const { flush, comeBack, tripsAfter } = start()
    for (const answer of [busy, busy, undefined, busy]) {
      flush()
      await comeBack(answer)
    }
    expect(await tripsAfter(999)).toBe(4)
    expect(await tripsAfter(1)).toBe(5)
  })

  it('waits as long as the collector asks, and a backoff more', async () => {
    const { flush, comeBack, tripsAfter } = start()
    flush()
    await comeBack({ status: 429, retryAfter: 120_000 })
    expect(await tripsAfter(120_999)).toBe(1)
    expect(await tripsAfter(1)).toBe(2)
  })

  it.each([
    ['when it is told to', 59_999],
    ['by its clock', 0],
  ])('is not early because it was told to send: %s', async (_, early) => {
    const { flush, comeBack, tripsAfter } = start()
    flush()
    await comeBack({ status: 429, retryAfter: 60_000 })
    await vi.advanceTimersByTimeAsync(early)
    flush()
    expect(await tripsAfter(59_999 - early)).toBe(1)
    expect(await tripsAfter(1)).toBe(2)
  })

  it('is not early either when it has failed on the way out since', async () => {
    const { flush, comeBack, tripsAfter } = start()
    flush()
    await comeBack({ status: 429, retryAfter: 60_000 })
    flush(true)
    await comeBack(noAnswer)
    flush()
    expect(await tripsAfter(59_999)).toBe(2)
    expect(await tripsAfter(1)).toBe(3)
  })

  it('sends nothing by count, bytes or wait meanwhile', async () => {
    const { add, flush, comeBack, tripsAfter } = start({ count: 1, bytes: 1, wait: 1 })
    flush()
    await comeBack({ status: 503, retryAfter: 60_000 })
    add('a', 'b')
    expect(await tripsAfter(60_000)).toBe(1)
    expect(await tripsAfter(1_000)).toBe(2)
  })

  it('sends what is tracked on a hidden page even so, and what waits when the page is left', async () => {
    let isHidden = false
    const { add, flush, comeBack, trips } = start({}, () => isHidden)
    flush()
    await comeBack({ status: 503, retryAfter: 60_000 })
    isHidden = true
    add('a')
    await endOfTask()
    flush(true)
    expect(trips.map(({ isLeaving }) => isLeaving)).toEqual([false, true, true])
  })

  it('tries again with the next flush, and not once more', async () => {
    const { flush, comeBack, tripsAfter } = start()
    flush()
    await comeBack(busy)
    flush()
    await comeBack()
    expect(await tripsAfter(1_000_000)).toBe(2)
  })

  it('sends once on the way out, whoever told it to send before the failure', async () => {
    const { flush, comeBack, trips, tripsAfter } = start()
    flush()
    flush()
    await comeBack(noAnswer)
    flush(true)
    await comeBack()
    expect(await tripsAfter(0)).toBe(2)
    expect(trips.map(({ isLeaving }) => isLeaving)).toEqual([false, true])
  })

  it('goes back to its counts and clocks after a success', async () => {
    const { add, flush, comeBack, tripsAfter } = start({ count: 2 })
    flush()
    await comeBack(busy)
    flush()
    await comeBack()
    add('a', 'b')
    expect(await tripsAfter(0)).toBe(3)
  })

  it.each([noAnswer, busy])('does not try again once its life is over: %o', async (answer) => {
    const { flush, comeBack, life } = start()
    flush()
    life.abort()
    await comeBack(answer)
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('a scheduler that gets no answer at all', () => {
  const failing = async () => {
    const queue = start()
    queue.flush()
    for (let attempt = 1; attempt <= 8; attempt++) {
      await queue.comeBack(noAnswer)
      await queue.tripsAfter(60_000)
    }
    await queue.comeBack(noAnswer)
    return queue
  }

  it('rests after eight attempts more', async () => {
    const { tripsAfter } = await failing()
    expect(await tripsAfter(86_400_000)).toBe(9)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('leaves what is tracked then to the end of the page', async () => {
    const { add, tripsAfter, flush } = await failing()
    add(...Array<string>(100).fill('a'))
    expect(await tripsAfter(86_400_000)).toBe(9)
    flush(true)
    expect(await tripsAfter(0)).toBe(10)
  })

  it('tries once when it is told to, and rests again', async () => {
    const { flush, comeBack, tripsAfter } = await failing()
    flush()
    expect(await tripsAfter(0)).toBe(10)
    await comeBack(noAnswer)
    expect(await tripsAfter(86_400_000)).toBe(10)
  })

  it('tries once more for who told it while it tried', async () => {
    const { flush, comeBack, tripsAfter } = await failing()
    flush()
    flush()
    await comeBack(noAnswer)
    expect(await tripsAfter(60_000)).toBe(11)
    await comeBack(noAnswer)
    expect(await tripsAfter(86_400_000)).toBe(11)
  })

  it('goes on as ever once there is an answer', async () => {
    const { add, flush, comeBack, tripsAfter } = await failing()
    flush()
    await comeBack()
    add('a')
    expect(await tripsAfter(2_000)).toBe(11)
    await comeBack(noAnswer)
    expect(await tripsAfter(1_000)).toBe(12)
  })

  it('never gives up on a collector that answers', async () => {
    const { flush, comeBack, tripsAfter } = start()
    flush()
    for (let attempt = 1; attempt <= 50; attempt++) {
      await comeBack(busy)
      expect(await tripsAfter(60_000)).toBe(attempt + 1)
    }
  })
})
