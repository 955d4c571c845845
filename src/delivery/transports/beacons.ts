import type { Delivery } from '../../types.ts'
import { beacon } from './beacon.ts'
import { noCorsFetch } from './no-cors-fetch.ts'
import { createPoster } from './post.ts'

/**
 * Delivery for any collector: by `sendBeacon`, and by keepalive fetch for what no beacon takes, and in Firefox, which loses
 * fewer of them. What the browser has taken counts as delivered; nothing is sent twice.
 */
export const beacons = (): Delivery => {
  const poster = createPoster()
  return {
    send: (request, { isRefused }) =>
      isRefused ? noCorsFetch(request, poster) : beacon(request, 200, poster),
  }
}
