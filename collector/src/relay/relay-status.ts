import type { TargetKind } from './target.ts'

/** From the best to the worst. */
export const targetStates = ['standby', 'sending', 'waiting', 'open'] as const

/** How a target is. Nothing in it is of a visitor, and no secret is. */
export interface TargetStatus {
  readonly target: string
  readonly kind: TargetKind
  /**
   * `sending`: all is well; `waiting`: it failed, and is tried again; `open`: it has been away for long; `standby`: other
   * collectors relay the cluster.
   */
  readonly state: (typeof targetStates)[number]
  /** Why it waits. */
  readonly reason?: string | undefined
  /** When the oldest event that it does not have came in: ms since the epoch. Undefined where it has all. */
  readonly oldest?: number | undefined
  /** Since the relay began. */
  readonly sent: number
  readonly refused: number
  /** Not for this target, or deleted before their turn. */
  readonly skipped: number
  /** Milliseconds that it gave way to a collector that was busy. */
  readonly rested: number
  /** Requests by the first digit of their status; 0 is no answer. */
  readonly requests: Readonly<Record<string, number>>
}
