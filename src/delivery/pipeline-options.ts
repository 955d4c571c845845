import type { Delivery, Ledger, LineStore, Wire } from '../types.ts'
import type { Count } from './ledger.ts'

/** When queued events are sent, unless the page is left before. */
export interface BatchOptions {
  /**
   * As soon as so many wait.
   *
   * @default 50
   */
  readonly count?: number
  /**
   * As soon as they are so long together, in bytes.
   *
   * @default 30,000
   */
  readonly bytes?: number
  /**
   * So long after the first of them, in ms.
   *
   * @default 2,000
   */
  readonly wait?: number
}

/** What delivery is made of: all its parts are handed the same. */
export interface PipelineOptions {
  /** Where lines outlive the page. */
  readonly store: LineStore
  readonly delivery: Delivery
  readonly batch: BatchOptions
  /** Where lines go: those of other collectors in the same store are left alone. */
  readonly collector: string
  readonly wire: Pick<Wire<never>, 'pack' | 'question' | 'onServerTime'>
  /** Goes with the requests; its sender is unlike that of any other pipeline. */
  readonly ledger: Ledger
  readonly count: Count
  /** Hears of events that are lost, of why nothing is delivered, and of what is thrown. */
  report(thrown: unknown): void
  isHidden(): boolean
  /** Does the work unless another page is at it. */
  exclusively(work: () => Promise<void>): Promise<unknown>
  /** Nothing is tried again once it is aborted. */
  readonly signal: AbortSignal
}
