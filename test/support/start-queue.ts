import { vi } from 'vitest'
import { type BatchOptions, createQueue } from '../../src/delivery/queue.ts'
import type { Answer } from '../../src/types.ts'

/** A queue over a courier that records how it was sent, and comes back when the test says so. */
export const startQueue = (options: BatchOptions = {}, isHidden = () => false) => {
  const trips: { isLeaving: boolean; comeBack(refusal?: Answer): void }[] = []
  const courier = (isLeaving: boolean): Promise<Answer | undefined> =>
    new Promise((comeBack) => {
      trips.push({ isLeaving, comeBack })
    })
  const life = new AbortController()
  const queue = createQueue(options, courier, isHidden, life.signal)
  const add = (...lines: readonly string[]): void => {
    for (const line of lines) queue.added(line)
  }
  return { trips, add, flush: queue.flush, life }
}

/** Lets everything run that is due now: what a task leaves behind when it is over. */
export const endOfTask = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0)
