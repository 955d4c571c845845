import type { WireRequest } from '../../types.ts'
import { limit } from './post.ts'

/** Whether the page has `fetch`, or somebody took it away. */
export const canGet = (): boolean => typeof fetch === 'function'

/**
 * Asks for an address; the request outlives the page.
 *
 * @throws when the server cannot be reached, or does not answer in time
 */
export const get = ({ url }: WireRequest): Promise<Response> =>
  fetch(url, { keepalive: true, signal: limit() })
