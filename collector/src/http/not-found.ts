import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type HttpError, httpError } from './http-error.ts'

/**
 * Remembers the routes that are added from here on.
 *
 * @returns the httpError of a request for which there is no route: 405 where only the method is wrong, else 404
 */
export function routesNotFound(app: FastifyInstance): (request: FastifyRequest) => HttpError {
  const methods = new Map<string, Set<string>>()
  app.addHook('onRoute', ({ url, method }) => {
    // Addresses mind no case.
    const path = url.toLowerCase()
    methods.set(path, new Set([...(methods.get(path) ?? []), ...[method].flat()]))
  })
  return (request) => {
    const allowed = methods.get(request.url.split('?', 1)[0]!.toLowerCase())
    if (allowed === undefined) return httpError(404, 'there is nothing at this address')
    const allow = [...allowed].join(', ')
    return Object.assign(httpError(405, `the method must be one of ${allow}`), { allow })
  }
}
