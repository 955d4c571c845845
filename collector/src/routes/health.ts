import type { FastifyInstance } from 'fastify'
import { refusal } from '../refusal.ts'
import type { Store } from '../store/store.ts'

/** `GET /healthz`: 200 while the store answers, 503 when it does not. */
export function healthRoute(app: FastifyInstance, store: Store): void {
  app.get('/healthz', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    try {
      return { status: 'ok', events: await store.total() }
    } catch (error) {
      request.log.error({ reason: (error as Error).message }, 'the store does not answer')
      throw refusal(503, 'the store does not answer', 1)
    }
  })
}
