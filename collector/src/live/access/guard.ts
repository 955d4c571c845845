import type { FastifyInstance, FastifyRequest } from 'fastify'
import { httpError } from '../../http/http-error.ts'
import { isCrossSite, isNavigation } from './cross-site.ts'
import { hostNameOf, isLoopbackName } from './host.ts'
import { isLocal, type PublishingOptions } from './local.ts'
import { tokenIn } from './session-cookie.ts'
import { createSessions, type Session } from './sessions.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Of the live page's routes: `public` tells nothing of events and is there for everybody. */
    readonly live?: 'public' | 'login'
  }
}

export interface GuardOptions extends PublishingOptions {
  readonly liveKeys: readonly string[]
}

/** Who may see the live page, and what belongs to it. */
export interface LiveAccess {
  /** With a key it wants a login, from wherever. */
  readonly wantsLogin: boolean
  readonly sessions: ReturnType<typeof createSessions>
  sessionOf(request: FastifyRequest): Session | undefined
}

export const closedMessage =
  'The live page is shown here to nobody, as others than this machine can reach it. Set a key for it, RIVULET_LIVE_KEY or ' +
  '--live-key-file, and name its address with --public-url. A program on this machine says Connection: keep-alive, as ' +
  'browsers do.'

/**
 * Looks at each request to the routes that are added from here on: is it written as they are, is it asked by a name of
 * this collector, is it of its own page, and of somebody who may see what is shown?
 */
export function guardLive(app: FastifyInstance, options: GuardOptions): LiveAccess {
  const { liveKeys, publicUrls } = options
  const sessions = createSessions()
  const names = new Set(publicUrls.map((url) => new URL(url).hostname))
  const wantsLogin = liveKeys.length > 0
  const sessionOf = (request: FastifyRequest) => sessions.find(tokenIn(request.headers.cookie))

  app.addHook('onRequest', (request, _reply, done) => {
    const { url, config } = request.routeOptions
    // The router minds neither case nor percent signs, and passes over the rest of an absolute address: a proxy's rule
    // for /live minds all of it.
    if (request.raw.url?.split('?', 1)[0] !== url)
      return done(httpError(404, 'there is nothing at this address'))
    if (config.live === 'public') return done()
    const name = hostNameOf(request.headers.host)
    if (!isLoopbackName(name) && !names.has(name)) {
      return done(
        httpError(421, 'this host name is not one of the live page’s: --public-url names those it has'),
      )
    }
    if (isCrossSite(request, publicUrls) && !(config.live === 'login' && isNavigation(request))) {
      return done(httpError(403, 'pages of other sites may not ask this'))
    }
    if (!wantsLogin) return done(isLocal(app, request, options) ? undefined : httpError(403, closedMessage))
    if (config.live !== 'login' && sessionOf(request) === undefined) {
      return done(Object.assign(httpError(401, 'log in at /live/login'), { challenge }))
    }
    done()
  })
  return { wantsLogin, sessions, sessionOf }
}

/** There is no standard word for a login by a form; a 401 has to say something (RFC 9110, 15.5.2). */
const challenge = 'form location="/live/login"'
