import type { DeliveryResult, WireRequest } from '../../types.ts'
import { isOnline, keepaliveBytes, post, sizeOf } from './post.ts'

/** The longest that a collector may ask us to wait, in ms. */
const maxRetryAfter = 3_600_000

/** Seconds, or a date (https://www.rfc-editor.org/rfc/rfc9110#field.retry-after), in ms from now. */
const delay = (retryAfter: string | null): number =>
  Math.min(
    maxRetryAfter,
    Math.max(0, Number(retryAfter) * 1000 || Date.parse(retryAfter as string) - Date.now() || 0),
  )

/** What a collector says for itself: 413 of a request, and that it cannot now. */
const ownStatuses = [413, 429, 503]

/**
 * What an answer means. Only the collector's own word ends a line's waiting: a 404 or 405 is a wrong address, a 401 or
 * 403 somebody's login, a 400 after a redirect the GET that fetch makes of a POST
 * (https://fetch.spec.whatwg.org/#http-redirect-fetch, step 12), and a 200 may be the page of a hotel's network.
 */
const read = async (response: Response): Promise<DeliveryResult> => {
  const { ok, status, redirected, url, headers } = response
  const isOwn = ok || (status === 400 && !redirected)
  const said = isOwn && (await response.json().catch(() => 0))
  if (said?.rejected) {
    const { rejected, missing, time } = said
    return { status: ok ? 200 : status, rejected: [...rejected], missing, time }
  }
  const retryAfter = delay(headers.get('retry-after'))
  return ownStatuses.includes(status)
    ? { status, retryAfter }
    : { status: ok || status === 400 ? 0 : status, retryAfter, received: `${status} ${url}` }
}

/** Sends requests and reads the answers, which have to be those of the batch contract. */
export const answeredFetch = (): ((request: WireRequest) => Promise<DeliveryResult>) => {
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
      const result = await read(await post(request, keepalive, 'cors'))
      hasFailed = false
      return result
    } catch {
      // Once may be chance, and offline is no riddle.
      const isSilent = hasFailed && isOnline()
      hasFailed = true
      return isSilent ? { status: 0, received: request.url } : { status: 0 }
    } finally {
      inFlight -= share
    }
  }
}
