import { attempt } from '../../lib/attempt.ts'
import type { WireRequest } from '../../types.ts'

/**
 * What the bodies of all requests that may outlive their page can have together
 * (https://fetch.spec.whatwg.org/#http-network-or-cache-fetch, step 9).
 */
const quota = 65_536

/** How long to wait for an answer, in ms. */
const timeout = 30_000

/** Ends a request in time. Where the browser cannot, before Chrome 103, Firefox 100 and Safari 16, its own patience does. */
export const limit = (): AbortSignal => attempt(() => AbortSignal.timeout(timeout)) as AbortSignal

/** Whether the browser knows that it is offline: then a failure tells nothing. */
export const isOnline = (): boolean => navigator.onLine

/** How many bytes the body of a request has; what wires write is ASCII. */
export const sizeOf = ({ body = '' }: WireRequest): number =>
  typeof body === 'string' ? body.length : body.size

/** Sends the requests of one delivery, and knows what of the quota they take. */
export interface Poster {
  /** Whether there is room for a request to outlive the page. Others of the page may have taken it. */
  canOutlive(request: WireRequest): boolean
  /**
   * Sends a request without a preflight.
   *
   * @param keepalive - whether it outlives the page
   * @param mode - `no-cors` as a beacon has it: with credentials, and an answer that cannot be read
   * @throws when the collector cannot be reached, or does not answer in time
   */
  post(request: WireRequest, keepalive: boolean, mode: RequestMode): Promise<Response>
}

export const createPoster = (): Poster => {
  let inFlight = 0
  return {
    canOutlive: (request) => inFlight + sizeOf(request) <= quota,
    async post(request, keepalive, mode) {
      const { url, body = '' } = request
      const size = keepalive ? sizeOf(request) : 0
      inFlight += size
      try {
        return await fetch(url, {
          method: 'POST',
          body,
          keepalive,
          mode,
          credentials: mode === 'cors' ? 'same-origin' : 'include',
          signal: limit(),
        })
      } finally {
        inFlight -= size
      }
    },
  }
}
