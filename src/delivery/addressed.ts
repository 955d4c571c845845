import type { Answer, Delivery, WireRequest } from '../types.ts'
import { beacon } from './beacon.ts'
import { get } from './get.ts'

/** What the service answers: its clock, as a number or as the `time` of an object. */
const ask = async (request: WireRequest): Promise<Answer> => {
  try {
    const response = await get(request)
    if (!response.ok) return { status: response.status }
    const said = await response.json()
    return { status: 200, time: Number(said.time ?? said) }
  } catch {
    return { status: 0 }
  }
}

/**
 * Delivery for services that know one event an address and answer with their clock, as Kaltura's do: by GET, and by
 * beacon on the way out of a page. What the browser has taken then counts as delivered: such a service knows no repeats.
 *
 * @example
 * createTracker({ collector, wire: kaltura({ partnerId: 585231, pack: 'address' }), delivery: addressed() })
 */
export const addressed = (): Delivery => ({
  send: (request, isLeaving, isRefused) => (isLeaving && !isRefused ? beacon(request, 200) : ask(request)),
})
