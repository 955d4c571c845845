import { elapsedMs } from '../lib/elapsed-ms.ts'
import type { Line } from '../types.ts'
import { backoff } from './backoff.ts'
import type { Courier } from './courier.ts'

/** When queued events are sent, unless the page is left before. */
export interface BatchOptions {
  /** As soon as so many wait. Default 50. */
  readonly count?: number
  /** As soon as they are so long together, in bytes. Default 30,000. */
  readonly bytes?: number
  /** So long after the first of them, in ms. Default 2,000. */
  readonly wait?: number
}

export interface Queue {
  /** Told of each line that is put in the outbox. */
  added(line: Line): void
  /**
   * Sends all that waits. What could not be delivered waits again, and is retried until `stop`.
   *
   * @param isLeaving - whether the page may be about to end. Default: false
   */
  flush(isLeaving?: boolean): void
}

/** Attempts in a row without any answer. What a blocker stops would otherwise be tried for ever. */
const patience = 8

/**
 * Decides when lines leave the outbox.
 *
 * @param life - no retry once it is aborted
 */
export const createQueue = (
  { count = 50, bytes = 30_000, wait = 2_000 }: BatchOptions,
  deliver: Courier,
  isHidden: () => boolean,
  life: AbortSignal,
): Queue => {
  let lines = 0
  let length = 0
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let isSending = false
  /** Somebody asked for more while we were sending. */
  let isWanted = false
  /** After a failure: only what cannot wait is sent, until the next attempt. */
  let isResting = false
  /** What the collector asked for; by the clock that nobody sets. */
  let notBefore = 0

  const flush = async (isLeaving = false): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    if (!isLeaving) {
      // One at a time, so that we never exceed the browser's quota by ourselves.
      isWanted = isSending
      if (isSending) return
      const early = notBefore - elapsedMs()
      if (early > 0) {
        timer = setTimeout(flush, early)
        return
      }
      isSending = true
    }
    lines = length = 0
    const refusal = await deliver(isLeaving)
    if (!isLeaving) isSending = false
    isResting = !!refusal
    if (!refusal) {
      failures = 0
      if (isWanted) flush()
      return
    }
    const { status, retryAfter = 0 } = refusal
    notBefore = Math.max(notBefore, elapsedMs() + retryAfter)
    // What was put meanwhile has set its own.
    clearTimeout(timer)
    timer =
      life.aborted || (!status && failures >= patience)
        ? undefined
        : setTimeout(flush, retryAfter + backoff(failures++))
  }

  const flushAtEndOfTask = async (isLeaving: boolean): Promise<void> => {
    await undefined
    flush(isLeaving)
  }

  return {
    added(line) {
      length += line.length
      if (!isResting) timer ??= setTimeout(flush, wait)
      const isLeaving = isHidden()
      // At the end of the task, so that a burst leaves whole. A microtask still runs when the page is being left.
      if (isLeaving || (!isResting && (++lines >= count || length >= bytes))) flushAtEndOfTask(isLeaving)
    },
    flush,
  }
}
