import { attempt } from '../../lib/attempt.ts'
import type { Delivery, WireRequest } from '../../types.ts'

declare const fetchLater: ((url: string, init: RequestInit) => unknown) | undefined

/** How often the net is made anew, in ms: it takes 0.2 ms, so never in `track()`. */
const often = 200

/**
 * A net under what waits: one request that the browser keeps and sends when the page goes, even by a crash. It is
 * called back when its lines are sent otherwise. Where browsers know no `fetchLater`, nothing changes.
 *
 * @example
 * createTracker({ collector, delivery: fetchLaterFallback(acknowledged()) })
 * @see https://developer.mozilla.org/docs/Web/API/fetchLater_API
 */
export const fetchLaterFallback = (delivery: Delivery): Delivery => {
  if (typeof fetchLater !== 'function') return delivery
  let net: AbortController | undefined
  let isDue = false
  const abort = (): void => net?.abort()

  const spread = (pending: (maxCount?: number) => WireRequest | undefined): void => {
    let maxCount: number | undefined
    for (let request = pending(); request; request = pending(maxCount)) {
      net = new AbortController()
      const { url, body = '', lines } = request
      const { signal } = net
      if (attempt(() => fetchLater(url, { method: 'POST', body, signal }))) break
      // More than the quota, 64 KiB or 8 in a frame of another origin, has left.
      maxCount = lines >> 1
    }
  }

  return {
    ...delivery,
    send(request, options) {
      const result = delivery.send(request, options)
      // On the way out it stays for what no beacon takes.
      if (!options.isLeaving || (result as { status?: number }).status === 202) abort()
      return result
    },
    onPendingChange(pending) {
      if (isDue) return
      isDue = true
      setTimeout(() => {
        isDue = false
        abort()
        attempt(() => spread(pending))
      }, often)
    },
  }
}
