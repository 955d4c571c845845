import type { Delivery, Line, LineStore, WireRequest } from '../types.ts'
import { adopt, patienceMs } from './adoption.ts'
import type { Count } from './ledger.ts'
import { waiting } from './line-state.ts'
import { createOutbox } from './outbox.ts'
import { type BatchOptions, createScheduler } from './scheduler.ts'
import { createTransmitter } from './transmitter.ts'

/** What delivery is made of. */
export interface PipelineOptions {
  readonly store: LineStore
  readonly delivery: Delivery
  readonly batch: BatchOptions
  /** Where lines go: those of other collectors in the same store are left alone. */
  readonly collector: string
  /** Unlike that of any other pipeline. */
  readonly id: string
  pack(lines: readonly Line[]): WireRequest
  /** What asks whether the collector has a line, where the dialect can. */
  readonly question?: ((line: Line) => Line) | undefined
  /** Hears the collector's clock, in seconds since the epoch. */
  onServerTime(time: number): void
  readonly count: Count
  /** Hears of events that are lost, of why nothing is delivered, and of what is thrown. */
  report(thrown: unknown): void
  isHidden(): boolean
  isOnline(): boolean
  /** Does the work unless another page is at it. */
  exclusively(work: () => Promise<void>): Promise<unknown>
  /** Nothing is tried again once it is aborted. */
  readonly signal: AbortSignal
}

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
  const { store, delivery, collector, id, pack, count, report, exclusively, signal } = options
  const outbox = createOutbox(store, collector, id, report)
  const { inState, stateOf } = outbox

  const pending = (maxCount?: number): WireRequest | undefined => {
    const lines = inState(waiting).slice(0, maxCount)
    return lines[0] ? pack(lines) : undefined
  }
  const transmit = createTransmitter({ ...options, outbox })
  const scheduler = createScheduler({
    ...options,
    async transmit(isLeaving) {
      const transmitting = transmit(isLeaving)
      if (isLeaving) outbox.leave()
      const refusal = await transmitting
      if (refusal) delivery.onPendingChange?.(pending)
      return refusal
    },
  })
  const added = (line: Line): void => {
    delivery.onPendingChange?.(pending)
    scheduler.added(line)
  }

  let timer: ReturnType<typeof setTimeout> | undefined
  const lookAround = async (): Promise<void> => {
    clearTimeout(timer)
    if (signal.aborted) return
    const adopted: Line[] = []
    try {
      const isLooking = await adopt({
        store,
        collector,
        exclusively,
        has: (line) => stateOf(line) !== undefined,
        put(line, born, state) {
          outbox.put(line, born, state)
          count('adopted')
          adopted.push(line)
        },
        report,
      })
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
