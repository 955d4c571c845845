import { vi } from 'vitest'
import { memoryOutbox } from '../../src/delivery/outbox.ts'
import { type BatchOptions, createQueue } from '../../src/delivery/queue.ts'
import { fakeDelivery } from './fake-delivery.ts'

/** A queue over a delivery that records what it is given. */
export const startQueue = (options: BatchOptions = {}, isHidden = () => false) => {
  const { attempts, deliver } = fakeDelivery()
  const report = vi.fn()
  const life = new AbortController()
  const queue = createQueue(options, memoryOutbox(report), deliver, report, isHidden, life.signal)
  const flushes = () => attempts.map(({ reason, lines }) => [reason, lines])
  return { attempts, queue, flushes, report, life }
}

/** Lets everything run that is due now: what a task leaves behind when it is over. */
export const endOfTask = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0)
