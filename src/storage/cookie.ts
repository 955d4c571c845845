import Cookies from 'js-cookie'
import { attempt } from '../lib/attempt.ts'
import type { Store } from '../types.ts'
import { widestDomain } from './cookie-domain.ts'
import { quiet } from './quiet.ts'

/** The domain on which the page's cookies are; none where that is its host alone. */
export const pageDomain = (): string | undefined => attempt(() => widestDomain(location.hostname))

/**
 * First-party cookies on the widest domain the page may set, so that all subdomains share them.
 *
 * In a frame of another origin they are partitioned by the page around it, the only kind that browsers keep there
 * (https://developer.mozilla.org/docs/Web/Privacy/Guides/Privacy_sandbox/Partitioned_cookies).
 */
export const cookieStore = (isForeignFrame: boolean): Store => {
  const attributes: Cookies.CookieAttributes = isForeignFrame
    ? { sameSite: 'None', secure: true, partitioned: true }
    : {
        sameSite: 'Lax',
        secure: location.protocol === 'https:',
        domain: pageDomain(),
      }
  return quiet({
    get: (key) => Cookies.get(key),
    set: (key, value, expires) => Cookies.set(key, value, { ...attributes, expires }),
  })
}
