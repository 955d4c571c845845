import { parseCookie, stringifySetCookie } from 'cookie'
import type { FastifyInstance } from 'fastify'
import { bodyOf } from './accept-bodies.ts'
import { httpError } from './http-error.ts'

/** The SDK's own: `src/identity/ids.ts`. */
const name = '_tog.rv-userID'

/** The longest that Chrome allows (https://developer.chrome.com/blog/cookie-max-age-expires). */
const maxAge = 400 * 24 * 3600

/** What a browser takes for a domain, or tells for none. */
const plainDomain = /^[a-z\d-]+(\.[a-z\d-]+)+$/i

const asItIs = (value: string): string => value

/**
 * `POST /track/ids` with `u` and `domain`: sets the visitor's cookie anew. A page that may record says so by naming the
 * visitor, whose cookie has come along: nobody gets an id here, or another one. Scripts read the cookie, so it is not
 * HttpOnly. The domain is the widest that the page may set, which the browser checks.
 */
export function renewalRoute(app: FastifyInstance): void {
  app.post('/track/ids', (request, reply) => {
    const said = new URLSearchParams(bodyOf(request).toString())
    const visitor = said.get('u')
    const domain = said.get('domain')
    if (!visitor) throw httpError(400, 'u is required: the id that the cookie has')
    if (domain && !plainDomain.test(domain)) throw httpError(400, 'domain must be the name of a domain')
    const { cookie = '', origin = '' } = request.headers
    const written = parseCookie(cookie, { decode: asItIs })[name]
    if (written !== undefined && (written === visitor || written === encodeURIComponent(visitor))) {
      const renewed = stringifySetCookie(name, written, {
        ...(domain && { domain }),
        encode: asItIs,
        maxAge,
        path: '/',
        sameSite: 'lax',
        secure: origin.startsWith('https:'),
      })
      reply.header('set-cookie', renewed)
    }
    return reply.code(204).send()
  })
}
