import type { DeliveryResult, Issue, Line } from '../types.ts'
import { backoff } from './backoff.ts'
import type { Transmitter } from './transmitter.ts'

/** When queued events are sent, unless the page is left before. */
export interface BatchOptions {
  /** As soon as so many wait. Default 50. */
  readonly count?: number
  /** As soon as they are so long together, in bytes. Default 30,000. */
  readonly bytes?: number
  /** So long after the first of them, in ms. Default 2,000. */
  readonly wait?: number
}

export interface SchedulerOptions {
  readonly batch: BatchOptions
  /** Where events go, as issues name it. */
  readonly collector: string
  readonly transmit: Transmitter
  isHidden(): boolean
  isOnline(): boolean
  /** Hears why nothing is delivered, once for each cause. */
  report(issue: Issue): void
  /** Nothing is retried once it is aborted. */
  readonly signal: AbortSignal
}

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
export const createScheduler = ({
  batch: { count = 50, bytes = 30_000, wait = 2_000 },
  collector,
  transmit,
  isHidden,
  isOnline,
  report,
  signal,
}: SchedulerOptions): Scheduler => {
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
  const reported = new Set<unknown>()

  const explain = ({ status, received }: DeliveryResult): void => {
    const cause = received ?? (!status && failures && isOnline() ? collector : '')
    if (!cause || reported.has(cause)) return
    reported.add(cause)
    report({ reason: received ? 'no-collector' : 'unreachable', value: cause, events: 0 })
  }
  const flush = async (isLeaving = false): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    if (!isLeaving) {
      // One at a time, so that we never exceed the browser's quota by ourselves.
      isWanted = isSending
      if (isSending) return
      const early = notBefore - performance.now()
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
    explain(refusal)
    notBefore = Math.max(notBefore, performance.now() + retryAfter)
    // What was put meanwhile has set its own.
    clearTimeout(timer)
    timer =
      signal.aborted || (!status && !received && failures >= maxSilentAttempts)
        ? undefined
        : setTimeout(flush, retryAfter + backoff(failures++))
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
