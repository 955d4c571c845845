import type { Store } from '../types.ts'
import { mirroredId } from './mirror.ts'

/** Half an hour, in ms and in days. */
const idle = 1_800_000
const idleDays = 1 / 48

/** The session's last activity in ms since the epoch: localStorage knows no expiry, and all tabs must end it at once. */
export const sessionSeenKey = '_tog.rv-sessionSeen'

export const sessionKey = '_tog.rv-sessionID'

/**
 * The id of the visit. Each call is an activity; after 30 minutes without one, in any tab, the next begins a new visit.
 *
 * @returns reads storage at most once a second, as cookies are slow to read (50 µs in Chromium)
 */
export const createSession = (cookies: Store, local: Store): ((now: number) => string) => {
  let id = ''
  let seen = 0
  return (now) => {
    if (Math.abs(now - seen) > 1_000) {
      const hasEnded = now - ((local.get(sessionSeenKey) || seen || now) as number) > idle
      id = mirroredId(cookies, local, sessionKey, idleDays, id, hasEnded)
      seen = now
      local.set(sessionSeenKey, `${now}`)
    }
    return id
  }
}
