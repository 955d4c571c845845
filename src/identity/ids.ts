import type { Store } from '../types.ts'
import { findId, keepId } from './mirror.ts'

/** Half an hour, in ms and in days. */
const idle = 1_800_000
const idleDays = 1 / 48

/** The session's last activity in ms since the epoch: localStorage knows no expiry, and all tabs must end it at once. */
export const sessionSeenKey = '_tog.rv-sessionSeen'

export const visitorKey = '_tog.rv-userID'

export const sessionKey = '_tog.rv-sessionID'

/** Ids of the visitor's browser and of the visit. */
export interface Ids {
  readonly visitor: string
  readonly session: string
}

/**
 * The lasting id of the visitor's browser, and that of the visit. Each call is an activity; after 30 minutes without
 * one, in any tab, the next begins a new visit. The browser's is renewed for 400 days, the longest that Chrome allows
 * (https://developer.chrome.com/blog/cookie-max-age-expires).
 *
 * @returns reads storage at most once a second, as cookies are slow to read (50 µs in Chromium)
 */
export const createIds = (cookies: Store, local: Store): ((now: number) => Ids) => {
  let visitor = ''
  let session = ''
  let seen = 0
  let isKept: unknown
  return (now) => {
    if (Math.abs(now - seen) > 1_000) {
      const hasEnded = now - ((local.get(sessionSeenKey) || seen || now) as number) > idle
      // What was kept and is gone was deleted, as by a denial that another tracker heard: it is not brought back.
      if (isKept) visitor = session = ''
      // Both before either is written: a cookie that is written makes the next look ask another process again.
      visitor = findId(cookies, local, visitorKey, visitor)
      session = findId(cookies, local, sessionKey, session, hasEnded)
      keepId(cookies, local, visitorKey, visitor, 400)
      keepId(cookies, local, sessionKey, session, idleDays)
      seen = now
      isKept = local.set(sessionSeenKey, `${now}`)
    }
    return { visitor, session }
  }
}
