import { eraseAll } from './erase-all.ts'
import type { Store } from './store.ts'

/** Milliseconds to the first look whether something is to be erased, and between two looks. */
const intervals = { first: 1_000, min: 100, max: 60_000 }

export interface PurgeOptions {
  /** Milliseconds that a deleted event waits: no look is later than that. */
  readonly interval: number
  /** Milliseconds that events are kept; 0: for ever. */
  readonly keep: number
}

/**
 * Has events erased when it is time: those that were deleted, and those that are too old.
 *
 * @param failed - hears of what could not be erased: it is tried again
 * @returns ends it
 */
export function schedulePurges(
  store: Store,
  { interval, keep }: PurgeOptions,
  failed: (error: Error) => void,
): () => void {
  let isClosed = false
  let timer: NodeJS.Timeout
  const wait = (max: number) => {
    timer = setTimeout(look, Math.max(intervals.min, Math.min(max, interval))).unref()
  }
  const look = async () => {
    try {
      if (keep > 0) await eraseAll(store, { receivedBefore: Date.now() - keep }, () => isClosed)
      await store.purgeWhenDue()
    } catch (error) {
      failed(error as Error)
    }
    if (!isClosed) wait(intervals.max)
  }
  wait(intervals.first)
  return () => {
    isClosed = true
    clearTimeout(timer)
  }
}
