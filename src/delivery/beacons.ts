import type { Delivery } from '../types.ts'
import { beacon } from './beacon.ts'
import { blindFetch } from './fetch.ts'

/**
 * Delivery for any collector: by `sendBeacon`, and by keepalive fetch for what no beacon takes. What the browser has
 * taken counts as delivered; nothing is sent twice.
 */
export const beacons = (): Delivery => async (lines, pack) => {
  let taken = 0
  let size = lines.length
  try {
    while (taken < lines.length) {
      const request = pack(lines.slice(taken, size ? taken + size : undefined))
      // Halved when it is refused: too large for a beacon, or for what the quota has left. Then fetch gets the rest.
      if (size && !beacon(request)) size = request.lines >> 1
      else {
        if (!size) await blindFetch(request)
        taken += request.lines
      }
    }
  } catch {}
  return taken
}
