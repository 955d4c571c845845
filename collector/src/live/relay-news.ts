import type { Kind } from '../model/kind.ts'
import type { TargetStatus } from '../relay/relay-status.ts'

/** What the live page shows of the relay. */
export interface RelayNews {
  /** None where nothing is relayed. */
  readonly targets: readonly (TargetStatus & {
    /** Refused events that are kept. */
    readonly waiting: number
  })[]
  /** The last refused events, the newest first. */
  readonly refused: readonly {
    readonly target: string
    /** The event's id in the store. */
    readonly event: string
    readonly kind: Kind
    readonly reason: string
    /** Milliseconds since the epoch. */
    readonly refused: number
    /** Whether it waits to be sent again. */
    readonly isAgain: boolean
  }[]
}
