const first = 1_000
const maxDelay = 60_000

/**
 * How long to wait before the next attempt, in ms: anything up to a bound that doubles with each failure.
 *
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ for why the whole range (full jitter)
 */
export const backoff = (failures: number): number => Math.random() * Math.min(maxDelay, first * 2 ** failures)
