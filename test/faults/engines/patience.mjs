import { setTimeout as pause } from 'node:timers/promises'

/** Milliseconds that a browser may take to start, or to answer, on a machine that is busy with others. */
export const patience = 120_000

/**
 * A driver that waits for ever says nothing; what it was asked for does.
 *
 * @template Value
 * @param {string} what
 * @param {Promise<Value>} promise
 * @returns {Promise<Value>}
 */
export const inTime = async (what, promise) => {
  const late = new AbortController()
  const tooLate = pause(patience, undefined, late).then(() => {
    throw new Error(`${what} took more than ${patience / 1000} s`)
  })
  try {
    return await Promise.race([promise, tooLate])
  } finally {
    tooLate.catch(() => {})
    late.abort()
  }
}
