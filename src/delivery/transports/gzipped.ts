import type { Delivery, DeliveryResult, SendOptions, WireRequest } from '../../types.ts'

/** Bytes below which compressing is not worth its time. */
const minSize = 500

/**
 * Sends requests compressed, to collectors that know gzip by its first two bytes, as Rivulet's does: a header would
 * cost a preflight. Not on the way out of a page, as compression takes a moment that may not come; nor where the
 * browser cannot; nor once a collector has refused a compressed request, which is sent again as it was: something
 * between may break it.
 *
 * @example
 * createTracker({ collector, delivery: gzipped(acknowledged()) })
 */
export const gzipped = (delivery: Delivery): Delivery => {
  const originals = new WeakMap<WireRequest, WireRequest>()
  let isBroken = false
  /** What a compressed request came to, or what the original does where that was refused. */
  const again = async (
    original: WireRequest,
    options: SendOptions,
    sent: DeliveryResult | Promise<DeliveryResult>,
  ): Promise<DeliveryResult> => {
    const result = await sent
    if (result.status !== 400 && !result.received?.startsWith('400')) return result
    isBroken = true
    return delivery.send(original, options)
  }
  return {
    ...delivery,
    async prepare(request) {
      const { body = '' } = request
      if (
        isBroken ||
        typeof body !== 'string' ||
        body.length < minSize ||
        typeof CompressionStream !== 'function'
      )
        return request
      const stream = new Blob([body]).stream().pipeThrough(new CompressionStream('gzip'))
      const compressed = { ...request, body: await new Response(stream).blob() }
      originals.set(compressed, request)
      return compressed
    },
    send(request, options) {
      const original = originals.get(request)
      const sent = delivery.send(request, options)
      return original ? again(original, options, sent) : sent
    },
  }
}
