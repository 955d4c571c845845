import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify'
import { failureOf } from '../../http/errors.ts'
import { type HttpError, httpError } from '../../http/http-error.ts'

/** A httpError that says which option of the request is at fault, and where in its text. */
export interface QueryRefusal extends HttpError {
  readonly target?: string
  /** UTF-16 units, from 0. */
  readonly position?: number
}

export const queryRefusal = (message: string, target: string, position?: number): QueryRefusal =>
  Object.assign(httpError(400, message), { target, ...(position !== undefined && { position }) })

const codes: Readonly<Record<number, string>> = {
  400: 'BadArgument',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  413: 'RequestTooLarge',
  429: 'TooManyRequests',
  503: 'ServiceUnavailable',
}

/**
 * Errors as Microsoft's REST guidelines have them, which the Profile Store follows.
 *
 * @param absence - the httpError of a request for which there is no route
 */
export function answerGuidelineErrors(
  app: FastifyInstance,
  absence: (request: FastifyRequest) => HttpError,
): void {
  app.setErrorHandler<FastifyError & QueryRefusal>((error, request, reply) => {
    const { status, message } = failureOf(error, request, reply)
    const code = codes[status] ?? (status < 500 ? 'BadArgument' : 'InternalServerError')
    const { target, position } = error
    return reply.code(status).send({
      error: {
        code,
        message,
        ...(target !== undefined && { target }),
        ...(position !== undefined && { innererror: { position } }),
      },
    })
  })
  app.setNotFoundHandler((request) => {
    throw absence(request)
  })
}
