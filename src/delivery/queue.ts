import type { FlushReason, Line, Outbox } from '../types.ts'
import { backoff } from './backoff.ts'

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
  put(line: Line): void
  /** Sends all that waits. What could not be delivered waits again, and is retried until `stop`. */
  flush(reason: FlushReason): void
}

/**
 * Gathers lines in the outbox and decides when they leave it, and why.
 *
 * @param deliver - tells how many of the lines are delivered, counted from the first
 * @param report - hears of what `deliver` throws; the lines wait again then
 * @param life - no retry once it is aborted
 */
export const createQueue = (
  { count = 50, bytes = 30_000, wait = 2_000 }: BatchOptions,
  outbox: Outbox,
  deliver: (lines: readonly Line[], reason: FlushReason) => Promise<number>,
  report: (thrown: unknown) => void,
  isHidden: () => boolean,
  life: AbortSignal,
): Queue => {
  let added = 0
  let length = 0
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const flush = async (reason: FlushReason): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    added = length = 0
    const lines = outbox.take()
    if (!lines.length) return
    try {
      outbox.remove(lines.splice(0, await deliver(lines, reason)))
    } catch (thrown) {
      report(thrown)
    }
    outbox.release(lines)
    if (!lines.length) failures = 0
    else if (!life.aborted) timer ??= setTimeout(flush, backoff(failures++), 'retry')
  }

  return {
    put(line) {
      outbox.put(line)
      length += line.length
      timer ??= setTimeout(flush, wait, 'wait')
      const reason = ++added >= count ? 'count' : length >= bytes ? 'bytes' : isHidden() && 'hidden'
      // At the end of the task, so that a burst leaves whole. A microtask still runs when the page is being left.
      if (reason) queueMicrotask(() => flush(reason))
    },
    flush,
  }
}
