import type { Store } from '../types.ts'
import { mirroredId } from './mirror.ts'

export const visitorKey = '_tog.rv-userID'

/**
 * The lasting id of the visitor's browser, renewed by this call for another 400 days, the longest that Chrome allows
 * (https://developer.chrome.com/blog/cookie-max-age-expires).
 */
export const visitorId = (cookies: Store, local: Store): string => mirroredId(cookies, local, visitorKey, 400)
