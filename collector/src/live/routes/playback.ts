import type { FastifyInstance } from 'fastify'
import { httpError } from '../../http/http-error.ts'
import { queryOf } from '../../http/query-string.ts'
import type { Store } from '../../store/store.ts'

/** `GET /live/playback?session=…`: the events of one playback session. Served beside the live page only. */
export function viewingRoute(app: FastifyInstance, store: Store): void {
  app.get('/live/playback', async (request, reply) => {
    const session = new URLSearchParams(queryOf(request)).get('session')
    if (session === null) throw httpError(400, 'session is required')
    return reply.send(await store.playback(session))
  })
}
