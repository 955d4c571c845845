import type { Store } from '../types.ts'
import { findId, keepId } from './mirror.ts'

/** Half an hour, in ms and in days. */
const idle = 1_800_000
const idleDays = 1 / 48

/** The session's last activity in ms since the epoch: localStorage knows no expiry, and all tabs must end it at once. */
export const sessionSeenKey = '_tog.rv-sessionSeen'

export const visitorKey = '_tog.rv-userID'

export const sessionKey = '_tog.rv-sessionID'

/** The visit for which a collector has renewed the visitor's cookie. */
export const renewedKey = '_tog.rv-renewed'

/** Ids of the visitor's browser and of the visit. */
export interface Ids {
  readonly visitor: string
  readonly session: string
}

/**
 * The lasting id of the visitor's browser, and that of the visit. Each call is an activity; after 30 minutes without
 * one, in any tab, the next begins a new visit. The browser's is renewed with each visit for 400 days, the longest that
 * Chrome allows (https://developer.chrome.com/blog/cookie-max-age-expires). Within a visit its cookie is left alone: a
 * collector may have set it, and what a script writes lives 7 days in Safari
 * (https://webkit.org/blog/8613/intelligent-tracking-prevention-2-1/).
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
      // All before any is written: a cookie that is written makes the next look ask another process again.
      const lastVisitor = cookies.get(visitorKey)
      const lastSession = cookies.get(sessionKey)
      visitor = lastVisitor || findId(cookies, local, visitorKey, visitor)
      session = lastSession || findId(cookies, local, sessionKey, session, hasEnded)
      if (!lastVisitor || !lastSession) cookies.set(visitorKey, visitor, 400)
      local.set(visitorKey, visitor)
      keepId(cookies, local, sessionKey, session, idleDays)
      seen = now
      isKept = local.set(sessionSeenKey, `${now}`)
    }
    return { visitor, session }
  }
}
