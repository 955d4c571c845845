import type { FastifyInstance } from 'fastify'
import { refusal } from '../refusal.ts'
import type { Store } from '../store/store.ts'
import { queryOf } from './query-of.ts'

/** `GET /live/viewing?session=…`: the events of one viewing session. Served beside the live page only. */
export function viewingRoute(app: FastifyInstance, store: Store): void {
  app.get('/live/viewing', async (request, reply) => {
    const session = new URLSearchParams(queryOf(request)).get('session')
    if (session === null) throw refusal(400, 'session is required')
    return reply.send(await store.viewing(session))
  })
}
