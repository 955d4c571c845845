import type { Delivery, Issue, Line, LineStore, WireRequest } from '../types.ts'
import { adopt, patience } from './adoption.ts'
import { createCourier } from './courier.ts'
import type { Count } from './ledger.ts'
import { createOutbox } from './outbox.ts'
import { type BatchOptions, createQueue } from './queue.ts'

/** What a post office is made of. */
export interface PostOfficeParts {
  readonly store: LineStore
  readonly delivery: Delivery
  readonly batch: BatchOptions
  /** Where lines go: those of other collectors in the same store are left alone. */
  readonly collector: string
  /** Unlike that of any other post office. */
  readonly id: string
  pack(lines: readonly Line[]): WireRequest
  /** Hears the collector's clock, in seconds since the epoch. */
  answered(time: number): void
  readonly count: Count
  /** Hears of events that are lost, and of what is thrown. */
  report(thrown: unknown): void
  isHidden(): boolean
  /** Does the work unless another page is at it. */
  exclusively(work: () => Promise<void>): Promise<unknown>
  /** Nothing is tried again once it is aborted. */
  readonly life: AbortSignal
}

export interface PostOffice {
  /** Keeps a line until it is delivered, and sends it soon. */
  put(line: Line): void
  /** Sends what waits now. @param isLeaving - whether the page may be about to end. Default: false */
  flush(isLeaving?: boolean): void
  /** Sees to what was left behind: by pages that are gone, or by this one when it was about to go. */
  adopt(): void
  /** Lets go of all that waits. @returns how many lines that were */
  forget(): number
}

/** Puts the parts of delivery together: lines wait in the outbox, the queue says when, the courier goes. */
export const createPostOffice = ({
  store,
  delivery,
  batch,
  collector,
  id,
  pack,
  answered,
  count,
  report,
  isHidden,
  exclusively,
  life,
}: PostOfficeParts): PostOffice => {
  const outbox = createOutbox(store, collector, id, report as (issue: Issue) => void)
  const next = (most?: number): WireRequest | undefined => {
    const lines = outbox.peek(most)
    return lines[0] ? pack(lines) : undefined
  }
  const queue = createQueue(
    batch,
    createCourier(outbox, next, delivery, answered, count, report),
    isHidden,
    life,
  )

  const announce = (line: Line): void => {
    delivery.cover?.(next)
    queue.added(line)
  }
  let clock: ReturnType<typeof setTimeout> | undefined
  const lookAround = async (): Promise<void> => {
    clearTimeout(clock)
    if (life.aborted) return
    const adopted: Line[] = []
    const take = (line: Line, born: number): void => {
      outbox.put(line, born)
      count('adopted')
      adopted.push(line)
    }
    try {
      const isLooking = await adopt(store, collector, exclusively, outbox.has, take, report)
      clearTimeout(clock)
      if (isLooking) clock = setTimeout(lookAround, patience)
      adopted.forEach(announce)
    } catch (thrown) {
      report(thrown)
    }
  }
  return {
    put(line) {
      outbox.put(line)
      announce(line)
    },
    flush: queue.flush,
    adopt: lookAround,
    forget: outbox.forget,
  }
}
