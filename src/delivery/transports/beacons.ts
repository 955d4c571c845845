import type { Delivery } from '../../types.ts'
import { beacon } from './beacon.ts'
import { noCorsFetch } from './no-cors-fetch.ts'

/**
 * Delivery for any collector: by `sendBeacon`, and by keepalive fetch for what no beacon takes. What the browser has
 * taken counts as delivered; nothing is sent twice.
 */
export const beacons = (): Delivery => ({
  send: (request, { isRefused }) => (isRefused ? noCorsFetch(request) : beacon(request, 200)),
})
