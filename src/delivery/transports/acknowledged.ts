import type { Delivery } from '../../types.ts'
import { answeredFetch } from './answered-fetch.ts'
import { beacon } from './beacon.ts'

/**
 * Delivery for a collector that keeps the batch contract, such as Rivulet's: an event is given up only when the
 * collector says that it has it. While the page is there, a keepalive fetch whose answer is read; on the way out a
 * beacon, whose lines stay in the outbox until the next page has asked for them. What was sent twice the collector
 * knows by its key.
 *
 * @example
 * createTracker({ collector: 'https://collect.example.com/track/activity', delivery: acknowledged() })
 */
export const acknowledged = (): Delivery => {
  const ask = answeredFetch()
  return {
    isAnswered: true,
    send: (request, { isLeaving, isRefused }) =>
      isLeaving && !isRefused ? beacon(request, 202) : ask(request),
  }
}
