import { attempt } from '../../lib/attempt.ts'
import type { DeliveryResult, WireRequest } from '../../types.ts'
import { noCorsFetch } from './no-cors-fetch.ts'
import { isOnline, type Poster } from './post.ts'

/**
 * Whether a keepalive fetch outlives its page more surely than a beacon does: in Firefox, which has it from 133 on. It gives up
 * a beacon whose page's process ends before the browser's own has opened it, one of a hundred while the machine is busy
 * (`CleanupBackgroundChannel` in https://searchfox.org/firefox-main/source/netwerk/protocol/http/HttpChannelParent.cpp),
 * and goes on with the fetch (`RecvAbortFetchOp` in https://searchfox.org/firefox-main/source/dom/fetch/FetchParent.cpp).
 * A `fetch` that the page has put in its place may begin later than it is called, and too late.
 */
const isFetchSafer = (): boolean =>
  /Firefox\//.test(navigator.userAgent) &&
  'keepalive' in Request.prototype &&
  String(fetch).includes('[native code]')

/** @returns whether the browser has taken it */
const handOver = (request: WireRequest, poster: Poster): boolean => {
  if (!poster.canOutlive(request) || !isFetchSafer()) return navigator.sendBeacon(request.url, request.body)
  noCorsFetch(request, poster)
  return true
}

/**
 * Hands a request to the browser, which sends it even after the page is gone.
 *
 * @param taken - the status when the browser takes it. It does not, 413, where it knows no beacon, nor past the 64 KiB
 * that all requests of this kind may have in flight together
 * (https://fetch.spec.whatwg.org/#http-network-or-cache-fetch, step 9). Offline it is not asked: Chromium says yes
 * then, and sends nothing.
 */
export const beacon = (request: WireRequest, taken: number, poster: Poster): DeliveryResult => ({
  status: attempt(() => isOnline() && handOver(request, poster)) ? taken : 413,
})
