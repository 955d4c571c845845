import type { Answer, WireRequest } from '../types.ts'
import { keepaliveBytes, post, sizeOf } from './post.ts'

/** The longest that a collector may ask us to wait, in ms. */
const longest = 3_600_000

/** Seconds, or a date (https://www.rfc-editor.org/rfc/rfc9110#field.retry-after), in ms from now. */
const delay = (retryAfter: string | null): number =>
  Math.min(
    longest,
    Math.max(0, Number(retryAfter) * 1000 || Date.parse(retryAfter as string) - Date.now() || 0),
  )

/** Sends requests and reads the answers, which have to be those of the batch contract. */
export const answeredFetch = (): ((request: WireRequest) => Promise<Answer>) => {
  let inFlight = 0
  let hasFailed = false

  return async (request) => {
    const size = sizeOf(request)
    // What may outlive the page fails at once when the quota is full, which other scripts of the page share: after a
    // failure it is tried without.
    const keepalive = !hasFailed && inFlight + size <= keepaliveBytes
    const share = keepalive ? size : 0
    inFlight += share
    try {
      const response = await post(request, keepalive, 'cors')
      hasFailed = false
      const { ok, status, headers } = response
      if (!ok) return { status, retryAfter: delay(headers.get('retry-after')) }
      // What is not the contract's answer, such as the page of a hotel's network, throws here.
      const { rejected, time } = await response.json()
      return { status: 200, rejected: [...rejected], time }
    } catch {
      hasFailed = true
      return { status: 0 }
    } finally {
      inFlight -= share
    }
  }
}
