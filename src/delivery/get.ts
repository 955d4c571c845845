import type { WireRequest } from '../types.ts'
import { timed } from './timed.ts'

/** Whether the page has `fetch`, or somebody took it away. */
export const canGet = (): boolean => typeof fetch === 'function'

/**
 * Asks for an address; the request outlives the page.
 *
 * @param read - what to make of the answer
 * @throws when the server cannot be reached, or does not answer in time
 */
export const get = <Result>(
  { url }: WireRequest,
  read: (response: Response) => Result | PromiseLike<Result>,
): Promise<Result> => timed((signal) => fetch(url, { keepalive: true, signal }), read)
