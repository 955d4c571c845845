import type { Progress } from '../store/relay-journal.ts'
import type { RelayedCluster } from './relay-cluster.ts'
import type { TargetStatus } from './relay-status.ts'
import type { Target } from './target.ts'

/** What the collector tells the relay's process. */
export type ToRelay =
  | {
      readonly kind: 'start'
      /** The store. */
      readonly file: string
      readonly targets: readonly Target[]
      readonly cursors: Readonly<Record<string, string>>
    }
  | ({ readonly kind: 'start cluster'; readonly targets: readonly Target[] } & RelayedCluster)
  | { readonly kind: 'saved'; readonly number: number; readonly isOnDisk: boolean }
  /** How much of its time the collector's event loop is at work: 0 to 1. */
  | { readonly kind: 'busy'; readonly utilization: number }
  | { readonly kind: 'stop' }

/** What it tells the collector. */
export type FromRelay =
  | { readonly kind: 'save'; readonly number: number; readonly progress: Progress }
  | { readonly kind: 'status'; readonly targets: readonly TargetStatus[] }
