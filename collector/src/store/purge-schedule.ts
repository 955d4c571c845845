import { eraseAll } from './erase-all.ts'
import type { Store } from './store.ts'

/** Milliseconds to the first look whether something is to be erased, and between two looks. */
const intervals = { first: 1_000, min: 100, max: 60_000 }

const anHour = 3_600_000

export interface PurgeOptions {
  /** Milliseconds that a deleted event waits: no look is later than that. */
  readonly interval: number
  /** Milliseconds that events are kept; 0: for ever. */
  readonly keep: number
}

/**
 * Has events erased when it is time: those that were deleted, and those that are too old.
 *
 * @param listener - `failed` hears of what could not be erased: it is tried again; `erased` of how many were too old, at once
 *   and then once an hour
 * @returns ends it
 */
export function schedulePurges(
  store: Store,
  { interval, keep }: PurgeOptions,
  { failed, erased }: { failed(error: Error): void; erased?(events: number): void },
): () => void {
  let isClosed = false
  let tooOld = 0
  let said = Number.NEGATIVE_INFINITY
  const say = () => {
    if (tooOld > 0) erased?.(tooOld)
    tooOld = 0
    said = performance.now()
  }
  let timer: NodeJS.Timeout
  const wait = (max: number) => {
    timer = setTimeout(look, Math.max(intervals.min, Math.min(max, interval))).unref()
  }
  const look = async () => {
    try {
      if (keep > 0) {
        const erasedNow = await eraseAll(store, { receivedBefore: Date.now() - keep }, () => isClosed)
        tooOld += erasedNow
      }
      // The end may have come meanwhile, and has said what there was before.
      if (tooOld > 0 && (isClosed || performance.now() - said >= anHour)) say()
      await store.purgeWhenDue()
    } catch (error) {
      failed(error as Error)
    }
    if (!isClosed) wait(intervals.max)
  }
  wait(intervals.first)
  return () => {
    isClosed = true
    say()
    clearTimeout(timer)
  }
}
