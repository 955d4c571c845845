import { vi } from 'vitest'
import type { BatchOptions } from '../../src/delivery/pipeline-options.ts'
import { createScheduler } from '../../src/delivery/scheduler.ts'
import type { DeliveryResult } from '../../src/types.ts'
import { pipelineOptions } from './start-pipeline.ts'

/** A scheduler over a transmitter that records how it was called, and comes back when the test says so. */
export const startScheduler = (batch: BatchOptions = {}, isHidden = () => false) => {
  const trips: { isLeaving: boolean; comeBack(refusal?: DeliveryResult): void }[] = []
  const transmit = (isLeaving: boolean): Promise<DeliveryResult | undefined> =>
    new Promise((comeBack) => {
      trips.push({ isLeaving, comeBack })
    })
  const options = pipelineOptions({ batch, isHidden })
  const scheduler = createScheduler(options, transmit)
  const add = (...lines: readonly string[]): void => {
    for (const line of lines) scheduler.added(line)
  }
  return {
    trips,
    add,
    flush: scheduler.flush,
    wake: scheduler.wake,
    life: options.life,
    issues: options.issues,
  }
}

/** Lets everything run that is due now: what a task leaves behind when it is over. */
export const endOfTask = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0)
