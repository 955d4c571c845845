import type { FastifyInstance, onRequestHookHandler } from 'fastify'
import { acceptBodies, textTypes } from '../http/accept-bodies.ts'
import type { AddressLimits } from '../limits/address-limits.ts'
import type { CollectorOptions } from '../options.ts'

/** What all routes that take events from pages have in common: limits of each address, and bodies as bytes. */
export function ingestion(
  app: FastifyInstance,
  limits: AddressLimits,
  { bodyLimit }: Pick<CollectorOptions, 'bodyLimit'>,
): void {
  app.addHook('onRequest', (_request, reply, done) => {
    reply.header('cache-control', 'no-store')
    done()
  })
  app.decorateRequest('meter', undefined)
  const begin: onRequestHookHandler = (request, _reply, done) => {
    limits.begin(request)
    done()
  }
  // Behind the hooks of CORS, so that a page can read the httpError, and before all else of the route.
  app.addHook('onRoute', (route) => {
    route.onRequest = [begin, ...[route.onRequest ?? []].flat()]
  })
  acceptBodies(app, limits, { limitOf: () => bodyLimit, types: textTypes })
}
