import { attempt } from '../lib/attempt.ts'
import type { WireRequest } from '../types.ts'

/**
 * Queues a request with the browser, which sends it even after the page is gone.
 *
 * @returns whether the browser took it. It does not where it knows no beacon, nor past the 64 KiB that all requests
 * of this kind may have in flight together (https://fetch.spec.whatwg.org/#http-network-or-cache-fetch, step 9).
 */
export const beacon = ({ url, body }: WireRequest): boolean =>
  !!attempt(() => navigator.sendBeacon(url, body))
