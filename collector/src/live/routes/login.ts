import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { httpError } from '../../http/http-error.ts'
import type { AddressLimits } from '../../limits/address-limits.ts'
import { createWrongKeys } from '../../limits/wrong-keys.ts'
import type { CollectorOptions } from '../../options.ts'
import { isOwnForm } from '../access/cross-site.ts'
import type { LiveAccess } from '../access/guard.ts'
import { sessionCookie, tokenIn } from '../access/session-cookie.ts'
import { answerPage } from './pages.ts'

/** Bytes of a form that holds a key. */
const longestForm = 4096

/** The way into the live page, and out of it. */
export function liveLoginRoutes(
  app: FastifyInstance,
  { wantsLogin, sessions, sessionOf }: LiveAccess,
  { addressOf }: Pick<AddressLimits, 'addressOf'>,
  { liveKeys, publicUrls }: Pick<CollectorOptions, 'liveKeys' | 'publicUrls'>,
): void {
  const wrong = createWrongKeys()
  const config = { live: 'login' } as const

  // A login is a form, and nothing else is read.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: longestForm },
    (_request, body, done) => done(null, new URLSearchParams(String(body))),
  )

  // What a form of another site sends has no effect, whatever cookies come with it.
  const ownForm = async (request: FastifyRequest) => {
    if (!isOwnForm(request, publicUrls))
      throw httpError(403, 'this is not sent from a page of this collector')
  }

  const leave = (request: FastifyRequest, reply: FastifyReply) => {
    sessions.close(tokenIn(request.headers.cookie))
    return reply.header('set-cookie', sessionCookie('', request.headers.origin ?? ''))
  }

  app.get('/live/login', { config }, async (request, reply) =>
    wantsLogin && sessionOf(request) === undefined
      ? answerPage(reply, 'login.html')
      : reply.redirect('../live', 303),
  )

  app.post('/live/login', { config, onRequest: ownForm }, async (request, reply) => {
    const address = addressOf(request)
    const wait = wrong.wait(address)
    const refuse = (status: number) => {
      app.refusals.request(status, request.routeOptions.url)
      return reply.code(status)
    }
    if (wait > 0) {
      refuse(429).header('retry-after', wait)
      return answerPage(reply, 'login.html', `Too many wrong keys. Try again in ${wait} seconds.`)
    }
    const key = (request.body as URLSearchParams | undefined)?.get('key') ?? ''
    if (!isOneOf(liveKeys, key)) {
      wrong.count(address)
      refuse(403)
      return answerPage(
        reply,
        'login.html',
        'That is not the key. The key for questions, RIVULET_KEY, is another one.',
      )
    }
    // A session that was there before is not gone on with.
    sessions.close(tokenIn(request.headers.cookie))
    return reply
      .header('set-cookie', sessionCookie(sessions.open(), request.headers.origin ?? ''))
      .redirect('../live', 303)
  })

  app.post('/live/logout', { config, onRequest: ownForm }, async (request, reply) =>
    leave(request, reply).redirect('login', 303),
  )
}

const digest = (key: string): Buffer => createHash('sha256').update(key).digest()

/** Every key is compared, by digests of one length: the time it takes tells nothing of them. */
function isOneOf(keys: readonly string[], given: string): boolean {
  const sent = digest(given)
  return keys.filter((key) => timingSafeEqual(digest(key), sent)).length > 0
}
