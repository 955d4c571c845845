import type { Delivery, DeliveryResult, WireRequest } from '../../types.ts'
import { beacon } from './beacon.ts'
import { canGet, get } from './get.ts'
import { image } from './image.ts'

/** What the service answers: its clock, as a number or as the `time` of an object. */
const ask = async (request: WireRequest): Promise<DeliveryResult> => {
  try {
    const response = await get(request)
    const { ok, status, url } = response
    if (!ok) return { status, received: `${status} ${url}` }
    const said = await response.json()
    return { status: 200, time: Number(said.time ?? said) }
  } catch {
    return { status: 0 }
  }
}

/**
 * Delivery for services that know one event an address and answer with their clock, as Kaltura's do: by GET, and by
 * beacon on the way out of a page; by an image where the page knows no such thing. What the browser has taken then counts as delivered: such a service knows no repeats.
 *
 * @example
 * createTracker({ collector, wire: kaltura({ partnerId: 585231, pack: 'address' }), delivery: addressed() })
 */
export const addressed = (): Delivery => ({
  send(request, { isLeaving, isRefused }) {
    if (isLeaving && !isRefused) return beacon(request, 200)
    return canGet() ? ask(request) : image(request)
  },
})
