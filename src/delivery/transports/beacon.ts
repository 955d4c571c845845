import { attempt } from '../../lib/attempt.ts'
import type { DeliveryResult, WireRequest } from '../../types.ts'
import { isOnline } from './post.ts'

/**
 * Hands a request to the browser, which sends it even after the page is gone.
 *
 * @param taken - the status when the browser takes it. It does not, 413, where it knows no beacon, nor past the 64 KiB
 * that all requests of this kind may have in flight together
 * (https://fetch.spec.whatwg.org/#http-network-or-cache-fetch, step 9). Offline it is not asked: Chromium says yes
 * then, and sends nothing.
 */
export const beacon = ({ url, body }: WireRequest, taken: number): DeliveryResult => ({
  status: attempt(() => isOnline() && navigator.sendBeacon(url, body)) ? taken : 413,
})
