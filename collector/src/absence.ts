import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type Refusal, refusal } from './refusal.ts'

/**
 * Remembers the routes that are added from here on.
 *
 * @returns the refusal of a request for which there is no route: 405 where only the method is wrong, else 404
 */
export function absences(app: FastifyInstance): (request: FastifyRequest) => Refusal {
  const methods = new Map<string, Set<string>>()
  app.addHook('onRoute', ({ url, method }) => {
    // Addresses mind no case.
    const path = url.toLowerCase()
    methods.set(path, new Set([...(methods.get(path) ?? []), ...[method].flat()]))
  })
  return (request) => {
    const allowed = methods.get(request.url.split('?', 1)[0]!.toLowerCase())
    if (allowed === undefined) return refusal(404, 'there is nothing at this address')
    const allow = [...allowed].join(', ')
    return Object.assign(refusal(405, `the method must be one of ${allow}`), { allow })
  }
}
