import type { Store } from './store.ts'

/** Milliseconds to the first look whether something is to be erased, and between two looks. */
const intervals = { first: 1_000, min: 100, max: 60_000 }

/**
 * Has deleted events erased when it is time.
 *
 * @param interval - milliseconds that a deleted event waits: no look is later than that
 * @param failed - hears of what could not be erased: it is tried again
 * @returns ends it
 */
export function schedulePurges(store: Store, interval: number, failed: (error: Error) => void): () => void {
  let isClosed = false
  let timer: NodeJS.Timeout
  const wait = (max: number) => {
    timer = setTimeout(look, Math.max(intervals.min, Math.min(max, interval))).unref()
  }
  const look = async () => {
    try {
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
