import type { FastifyError, FastifyInstance } from 'fastify'
import type { Refusal } from './refusal.ts'

/** Fastify's own errors in words that say what to do. */
const messages: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'the body is too large; send fewer events at once',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'Content-Type cannot be read; use text/plain',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'the body is not as long as Content-Length says',
}

/** Gives every failure the form `{error}`: nothing of the inside is told, nothing of the request is logged. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError & Refusal>((error, request, reply) => {
    const status = error.statusCode ?? 500
    if (status >= 500) request.log.error({ route: request.routeOptions.url, reason: error.message }, 'failed')
    if (error.retryAfter !== undefined) reply.header('retry-after', error.retryAfter)
    return reply
      .code(status)
      .send({ error: status === 500 ? 'internal error' : (messages[error.code] ?? error.message) })
  })

  const methods = new Map<string, Set<string>>()
  app.addHook('onRoute', ({ url, method }) => {
    methods.set(url, new Set([...(methods.get(url) ?? []), ...[method].flat()]))
  })
  app.setNotFoundHandler((request, reply) => {
    const allowed = methods.get(request.url.split('?', 1)[0]!)
    if (allowed === undefined) return reply.code(404).send({ error: 'there is nothing at this address' })
    const list = [...allowed].join(', ')
    return reply
      .code(405)
      .header('allow', list)
      .send({ error: `the method must be one of ${list}` })
  })
}
