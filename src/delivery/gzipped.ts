import type { Delivery } from '../types.ts'

/** Shorter bodies hardly get smaller, in bytes. */
const least = 500

/**
 * Sends requests compressed, to collectors that know gzip by its first two bytes, as Rivulet's does: a header would
 * cost a preflight. Not on the way out of a page, as compression takes a moment that may not come; nor where the
 * browser cannot.
 *
 * @example
 * createTracker({ collector, delivery: gzipped(acknowledged()) })
 */
export const gzipped = (delivery: Delivery): Delivery => ({
  ...delivery,
  async prepare(request) {
    const { body = '' } = request
    if (typeof body !== 'string' || body.length < least || typeof CompressionStream !== 'function')
      return request
    const stream = new Blob([body]).stream().pipeThrough(new CompressionStream('gzip'))
    const compressed = await new Response(stream).blob()
    return { ...request, body: compressed }
  },
})
