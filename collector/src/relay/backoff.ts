import type { Target } from './target.ts'

/** When a target is asked again, and whether it has been away for long. */
export interface Backoff {
  readonly isOpen: boolean
  /** Nothing was taken since the last failure. */
  readonly isFailing: boolean
  succeeded(): void
  /** @param retryAfter - milliseconds that the target wants us to wait @returns milliseconds to wait */
  failed(retryAfter?: number): number
}

/**
 * Full-jitter backoff (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/) with a circuit: once a target
 * has done nothing but fail for a time, one event at a time tries whether it is back.
 */
export function createBackoff(
  { firstWait, longestWait, circuitAfter }: Pick<Target, 'firstWait' | 'longestWait' | 'circuitAfter'>,
  now: () => number = Date.now,
  random: () => number = Math.random,
): Backoff {
  let failures = 0
  let since: number | undefined
  let isOpen = false
  return {
    get isOpen() {
      return isOpen
    },
    get isFailing() {
      return since !== undefined
    },
    succeeded() {
      failures = 0
      since = undefined
      isOpen = false
    },
    failed(retryAfter = 0) {
      since ??= now()
      isOpen = now() - since >= circuitAfter
      const most = Math.min(longestWait, firstWait * 2 ** Math.min(failures, 30))
      failures += 1
      // Never at once: what fails at once would be asked in a loop.
      return Math.max(retryAfter, Math.min(firstWait, 100), random() * most)
    },
  }
}
