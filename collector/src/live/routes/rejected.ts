import type { FastifyInstance } from 'fastify'
import type { RejectedEvents } from '../../http/rejected-events.ts'
import type { RejectedSummary } from '../../model/rejected.ts'

/** Rejected events that the page shows. */
const shown = 100

/** `GET /live/rejected`: the last events that were rejected. Served beside the live page only. */
export function liveRejectedRoute(app: FastifyInstance, rejected: RejectedEvents): void {
  app.get('/live/rejected', (_request, reply) => {
    const summary: RejectedSummary = { items: rejected.all().slice(0, shown), total: rejected.total() }
    return reply.send(summary)
  })
}
