import type { FastifyInstance, onRequestHookHandler } from 'fastify'
import type { CollectorOptions } from '../collector-options.ts'
import type { AddressLimits } from '../limits/address-limits.ts'
import { acceptBodies, textTypes } from './accept-bodies.ts'

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
  // Behind the hooks of CORS, so that a page can read the refusal, and before all else of the route.
  app.addHook('onRoute', (route) => {
    route.onRequest = [begin, ...[route.onRequest ?? []].flat()]
  })
  acceptBodies(app, limits, { limitOf: () => bodyLimit, types: textTypes })
}
