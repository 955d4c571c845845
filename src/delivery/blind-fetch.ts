import type { WireRequest } from '../types.ts'

/** Above this a keepalive request fails (https://fetch.spec.whatwg.org/#http-network-or-cache-fetch, step 9). */
const keepaliveBytes = 65_536

/**
 * Sends a request as a beacon would: it outlives the page if it is small enough, needs no preflight,
 * and its answer cannot be read. Rejects when the collector cannot be reached.
 */
export const blindFetch = ({ url, body = '' }: WireRequest): Promise<unknown> =>
  fetch(url, {
    method: 'POST',
    body,
    keepalive: body.length <= keepaliveBytes,
    mode: 'no-cors',
  })
