import { attempt } from '../lib/attempt.ts'
import type { Line, WireRequest } from '../types.ts'
import { adopt, patienceMs } from './adoption.ts'
import { waiting } from './line-state.ts'
import { createOutbox } from './outbox.ts'
import type { PipelineOptions } from './pipeline-options.ts'
import { createScheduler } from './scheduler.ts'
import { createTransmitter } from './transmitter.ts'

export interface Pipeline {
  /** Keeps a line until it is delivered, and sends it soon. */
  put(line: Line): void
  /** Sends what waits now. @param isLeaving - whether the page may be about to end. Default: false */
  flush(isLeaving?: boolean): void
  /** Sees to what was left behind by pages that are gone. */
  adopt(): void
  /** The page is back: sees to what it left itself, too. */
  comeBack(): void
  /** Lets go of all that waits. @returns how many lines that were */
  forget(): number
}

/** Puts the parts of delivery together: the outbox has the lines, the scheduler says when, the transmitter sends. */
export const createPipeline = (options: PipelineOptions): Pipeline => {
  const { delivery, collector, wire, ledger, report, signal } = options
  const outbox = createOutbox(options)
  const transmit = createTransmitter(options, outbox)

  const pending = (maxCount?: number): WireRequest | undefined => {
    const lines = outbox.inState(waiting).slice(0, maxCount)
    return lines[0] === undefined ? undefined : wire.pack(lines, collector, ledger)
  }
  const announce = (): void => delivery.onPendingChange?.(pending)
  const scheduler = createScheduler(options, async (isLeaving) => {
    const transmitting = transmit(isLeaving)
    if (isLeaving) outbox.leave()
    const refusal = await transmitting
    if (refusal) attempt(announce, report)
    return refusal
  })
  const added = (line: Line): void => {
    announce()
    scheduler.added(line)
  }

  let timer: ReturnType<typeof setTimeout> | undefined
  const lookAround = async (): Promise<void> => {
    clearTimeout(timer)
    try {
      const adopted: Line[] = []
      const isLooking = !signal.aborted && (await adopt(options, outbox, (line) => adopted.push(line)))
      clearTimeout(timer)
      if (isLooking) timer = setTimeout(lookAround, patienceMs)
      adopted.forEach(added)
    } catch (thrown) {
      report(thrown)
    }
  }

  return {
    put(line) {
      outbox.put(line)
      added(line)
    },
    flush: scheduler.flush,
    adopt: lookAround,
    comeBack() {
      scheduler.wake()
      lookAround()
    },
    forget: outbox.forget,
  }
}
