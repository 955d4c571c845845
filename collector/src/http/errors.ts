import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { HttpError } from './http-error.ts'

/** Fastify's own errors in words that say what to do. */
const messages: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'the body is too large; send fewer events at once',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'Content-Type cannot be read; use text/plain',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'the body is not as long as Content-Length says',
}

/** What is told of a failure: nothing of the inside. Nothing of the request is logged. */
export function failureOf(
  error: FastifyError & HttpError,
  request: FastifyRequest,
  reply: FastifyReply,
): { readonly status: number; readonly message: string } {
  const status = error.statusCode ?? 500
  request.server.refusals.request(status, request.routeOptions.url)
  // What is told says less than what is known.
  const { cause } = error
  const reason = cause instanceof Error ? `${error.message}: ${cause.message}` : error.message
  // A 503 that has no cause hides none: why the store takes nothing is said where that is found out.
  if (status >= 500 && (status !== 503 || cause !== undefined))
    request.server.failures.say('error', 'failed', { route: request.routeOptions.url, reason })
  // Without it, a 401 is against HTTP (RFC 9110, 15.5.2).
  if (status === 401) reply.header('www-authenticate', error.challenge ?? 'epi-single')
  if (error.allow !== undefined) reply.header('allow', error.allow)
  if (error.retryAfter !== undefined) reply.header('retry-after', error.retryAfter)
  return { status, message: status === 500 ? 'internal error' : (messages[error.code] ?? error.message) }
}

/**
 * Gives every failure the form `{error}`.
 *
 * @param absence - the httpError of a request for which there is no route
 */
export function answerErrors(app: FastifyInstance, absence: (request: FastifyRequest) => HttpError): void {
  app.setErrorHandler<FastifyError & HttpError>((error, request, reply) => {
    const { status, message } = failureOf(error, request, reply)
    return reply.code(status).send({ error: message })
  })
  app.setNotFoundHandler((request, reply) => {
    // A page with a wrong address has to hear so: without it that looks like no answer, which is tried for a week.
    if (request.method !== 'OPTIONS') reply.header('access-control-allow-origin', '*')
    throw absence(request)
  })
}
