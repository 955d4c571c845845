import type { WireRequest } from '../types.ts'
import { timed } from './timed.ts'

/**
 * What the bodies of all requests that may outlive their page can have together
 * (https://fetch.spec.whatwg.org/#http-network-or-cache-fetch, step 9).
 */
export const keepaliveBytes = 65_536

/** How many bytes the body of a request has; what wires write is ASCII. */
export const sizeOf = ({ body = '' }: WireRequest): number =>
  typeof body === 'string' ? body.length : body.size

/**
 * Sends a request without a preflight.
 *
 * @param keepalive - whether it outlives the page
 * @param read - what to make of the answer
 * @throws when the collector cannot be reached, or does not answer in time
 */
export const post = <Result>(
  { url, body = '' }: WireRequest,
  keepalive: boolean,
  mode: RequestMode,
  read: (response: Response) => Result | PromiseLike<Result>,
): Promise<Result> => timed((signal) => fetch(url, { method: 'POST', body, keepalive, mode, signal }), read)
