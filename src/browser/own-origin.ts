import { attempt } from '../lib/attempt.ts'

/** The whole address, where it is one of the page's own origin. */
export const ownAddress = (address: string): string | undefined => {
  const url = attempt(() => new URL(address, location.href))
  return url?.origin === location.origin ? url.href : undefined
}

/**
 * Posts a text to the page's own origin, with its cookies.
 *
 * @param signal - ends it: cookies of an answer that comes then are not taken. Of one that outlives its page they are, even
 * once it has been ended: Chromium goes on with a keepalive request
 * @returns the status of the answer
 */
export const postOwn = async (address: string, body: string, signal: AbortSignal): Promise<number> =>
  (await fetch(address, { method: 'POST', body, signal })).status
