import type { WireRequest } from '../types.ts'

/** Bodies above this would fail: all keepalive requests of a page together may hold 64 KiB. */
const keepaliveBytes = 60_000

/**
 * Sends a request as a beacon would: it outlives the page if it is small enough, needs no preflight,
 * and its answer cannot be read. Rejects when the collector cannot be reached.
 */
export const blindFetch = ({ url, body = '' }: WireRequest): Promise<unknown> =>
  fetch(url, {
    method: 'POST',
    body,
    keepalive: body.length < keepaliveBytes,
    mode: 'no-cors',
  })
