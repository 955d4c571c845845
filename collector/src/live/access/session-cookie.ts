import { parseCookie, stringifySetCookie } from 'cookie'
import { sessionLimits } from './sessions.ts'

const name = 'rivulet-live'

export const tokenIn = (cookies: string | undefined): string | undefined =>
  cookies === undefined ? undefined : parseCookie(cookies)[name]

/**
 * For the live page alone, and for no script: without a path it is for the folder of the login, `/live` or, behind a proxy,
 * `/prefix/live` (RFC 6265, 5.1.4). Where the page came by HTTPS it goes by HTTPS alone.
 *
 * @param token - empty: takes it away
 */
export const sessionCookie = (token: string, origin: string): string =>
  stringifySetCookie(name, token, {
    httpOnly: true,
    sameSite: 'strict',
    secure: origin.startsWith('https:'),
    maxAge: token === '' ? 0 : sessionLimits.seconds,
  })
