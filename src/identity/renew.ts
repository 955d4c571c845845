import { ownAddress, postOwn } from '../browser/own-origin.ts'
import { pageDomain } from '../storage/cookie.ts'
import type { Issue, Store } from '../types.ts'
import { renewedKey } from './ids.ts'

/** Where the collector answers, unless a proxy says otherwise. */
export const renewalPath = '/track/ids'

/**
 * Where ids are renewed, as a whole address.
 *
 * @throws an `Issue`, where that is another origin: browsers send cookies to it only as a third party's
 */
export const renewalAddress = (at: string): string => {
  const address = ownAddress(at)
  if (address) return address
  throw { reason: 'invalid', field: 'renewIds', value: at, events: 0 } satisfies Issue
}

/**
 * Has the collector set the visitor's cookie anew, once a visit. Only who may record calls this: that the request names
 * the visitor tells the collector so.
 *
 * @param local - where ids are beside cookies
 * @param signal - aborts when nothing may be recorded any more
 */
export const renew = async (
  address: string,
  visitor: string,
  session: string,
  local: Store,
  signal: AbortSignal,
): Promise<void> => {
  if (local.get(renewedKey) === session) return
  try {
    // Not in the address: logs have that.
    const body = `u=${encodeURIComponent(visitor)}&domain=${pageDomain() ?? ''}`
    const status = await postOwn(address, body, signal)
    if (status === 204 && !signal.aborted) local.set(renewedKey, session)
  } catch {
    // Then the next page does it. The cookie that scripts write is there.
  }
}
