import { attempt } from '../../lib/attempt.ts'
import { promised } from '../../lib/promised.ts'
import type { WireRequest } from '../../types.ts'

/**
 * What the bodies of all requests that may outlive their page can have together
 * (https://fetch.spec.whatwg.org/#http-network-or-cache-fetch, step 9).
 */
export const keepaliveBytes = 65_536

/** How long to wait for an answer, in ms. */
const timeout = 30_000

/** Ends a request in time. Where the browser cannot, before Chrome 103, Firefox 100 and Safari 16, its own patience does. */
export const limit = (): AbortSignal => attempt(() => AbortSignal.timeout(timeout)) as AbortSignal

/** Whether the browser knows that it is offline: then a failure tells nothing. */
export const isOnline = (): boolean => navigator.onLine

/** How many bytes the body of a request has; what wires write is ASCII. */
export const sizeOf = ({ body = '' }: WireRequest): number =>
  typeof body === 'string' ? body.length : body.size

/**
 * Sends a request without a preflight.
 *
 * As a page is left, Chromium fails what is in flight, although it goes on to the collector (seen in 156), and between two
 * listeners for `pagehide` this would be heard: what has left would leave once more. So a failure is said in a task of its own,
 * which such a page has not any more.
 *
 * @param keepalive - whether it outlives the page
 * @throws when the collector cannot be reached, or does not answer in time
 */
export const post = async (
  { url, body = '' }: WireRequest,
  keepalive: boolean,
  mode: RequestMode,
): Promise<Response> => {
  try {
    return await fetch(url, { method: 'POST', body, keepalive, mode, signal: limit() })
  } catch (thrown) {
    await promised((done) => setTimeout(done))
    throw thrown
  }
}
