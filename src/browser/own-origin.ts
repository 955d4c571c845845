import { attempt } from '../lib/attempt.ts'

/** The whole address, where it is one of the page's own origin. */
export const ownAddress = (address: string): string | undefined => {
  const url = attempt(() => new URL(address, location.href))
  return url?.origin === location.origin ? url.href : undefined
}

/**
 * Posts a text to the page's own origin, with its cookies; it outlives the page.
 *
 * @param signal - ends it: cookies of an answer that comes then are not taken
 * @returns the status of the answer
 */
export const postOwn = async (address: string, body: string, signal: AbortSignal): Promise<number> =>
  (await fetch(address, { method: 'POST', body, keepalive: true, signal })).status
