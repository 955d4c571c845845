import type { FastifyInstance } from 'fastify'
import { httpError } from '../../http/http-error.ts'
import type { RejectedEvents } from '../../http/rejected-events.ts'
import type { Authorize } from './auth.ts'

/** `GET /`: the last events that were rejected, of whatever dialect, with their reasons. */
export function rejectedRoute(app: FastifyInstance, rejected: RejectedEvents, authorize: Authorize): void {
  app.get('', { exposeHeadRoute: false }, async (request, reply) => {
    if (authorize(request).scopes !== undefined) {
      throw httpError(403, 'rejected events are of any scope: this key is for some of them')
    }
    const items = rejected.all()
    return reply.send({ items, count: items.length })
  })
}
