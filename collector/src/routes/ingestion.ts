import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import type { CollectorOptions } from '../collector-options.ts'
import { refusal } from '../refusal.ts'

const textTypes = /^(text\/|application\/(x-www-form-urlencoded|octet-stream|x-?gzip|gzip)\b)/i

/** What all routes that take events from pages have in common: one limit of how often, and bodies as bytes. */
export async function ingestion(
  app: FastifyInstance,
  { rate }: Pick<CollectorOptions, 'rate'>,
): Promise<void> {
  app.addHook('onRequest', (_request, reply, done) => {
    reply.header('cache-control', 'no-store')
    done()
  })

  if (rate > 0) {
    await app.register(rateLimit, {
      max: rate,
      timeWindow: '1 minute',
      addHeadersOnExceeding: silent,
      addHeaders: silent,
      errorResponseBuilder: () => refusal(429, 'too many requests from this address; wait and send batches'),
    })
  }

  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => {
    const type = request.headers['content-type']
    if (type === undefined || textTypes.test(type)) done(null, body)
    else done(refusal(415, 'Content-Type must be text/plain or application/x-www-form-urlencoded'))
  })
}

/** Retry-After is all a client needs to know of the limit. */
const silent = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false }
