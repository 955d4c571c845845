/** How deleted events are kept until they are erased. */
export interface DeletionOptions {
  /** Milliseconds that the first deleted event waits to be erased. */
  readonly interval: number
  /** Events that may wait to be erased. */
  readonly limit: number
}

/** What the documentation of Profile Store says. */
export const deletionDefaults: DeletionOptions = { interval: 24 * 3_600_000, limit: 1_000_000 }
