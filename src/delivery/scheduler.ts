import { elapsedMs } from '../lib/elapsed-ms.ts'
import type { Issue, Line } from '../types.ts'
import { backoff } from './backoff.ts'
import type { PipelineOptions } from './pipeline-options.ts'
import type { Transmitter } from './transmitter.ts'

export interface Scheduler {
  /** Told of each line that is put in the outbox. */
  added(line: Line): void
  /** The page is back, and there is time for what was put off. */
  wake(): void
  /**
   * Sends all that waits. What could not be delivered waits again, and is retried until the signal.
   *
   * @param isLeaving - whether the page may be about to end. Default: false
   */
  flush(isLeaving?: boolean): void
}

/** Attempts in a row without any answer. What a blocker stops would otherwise be tried for ever. */
const maxSilentAttempts = 8

/** Decides when lines leave the outbox. */
export const createScheduler = (
  { batch: { count = 50, bytes = 30_000, wait = 2_000 }, isHidden, report, signal }: PipelineOptions,
  transmit: Transmitter,
): Scheduler => {
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
  let reported: unknown

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
    const refusal = await transmit(isLeaving)
    if (!isLeaving) isSending = false
    isResting = !!refusal
    if (!refusal) {
      failures = 0
      if (isWanted) flush()
      return
    }
    const { status, received, retryAfter = 0 } = refusal
    if (received && received !== reported) {
      reported = received
      report({ reason: 'unreachable', value: received, events: 0 } satisfies Issue)
    }
    notBefore = Math.max(notBefore, elapsedMs() + retryAfter)
    // What was put meanwhile has set its own. Who came back meanwhile, page or network, gets an attempt yet.
    clearTimeout(timer)
    timer =
      signal.aborted || (!status && failures >= maxSilentAttempts && !isWanted)
        ? undefined
        : setTimeout(flush, retryAfter + backoff(failures++))
    isWanted = false
  }
  const flushInTime = (): void => {
    timer ??= setTimeout(flush, wait)
  }
  const flushAtEndOfTask = async (isLeaving: boolean): Promise<void> => {
    await undefined
    flush(isLeaving)
  }

  return {
    added(line) {
      length += line.length
      if (!isResting) flushInTime()
      const isLeaving = isHidden()
      // At the end of the task, so that a burst leaves whole. A microtask still runs when the page is being left.
      if (isLeaving || (!isResting && (++lines >= count || length >= bytes))) flushAtEndOfTask(isLeaving)
    },
    wake: () => (isResting ? flush() : flushInTime()),
    flush,
  }
}
