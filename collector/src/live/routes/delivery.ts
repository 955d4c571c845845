import type { FastifyInstance } from 'fastify'
import { httpError } from '../../http/http-error.ts'
import { queryOf } from '../../http/query-string.ts'
import type { Store } from '../../store/store.ts'
import type { Feed } from '../feed.ts'

/** How well events arrive: all senders together, and the gaps of one. Served beside the live page only. */
export function deliveryRoutes(app: FastifyInstance, feed: Feed, store: Store): void {
  app.get('/live/delivery', async (_request, reply) => {
    const { health, senders } = await feed.delivery()
    const { expected, missing } = health
    const lossRate = expected === 0 ? 0 : missing / expected
    return reply.send({ ...health, lossRate, recent: senders })
  })

  app.get('/live/gaps', async (request, reply) => {
    const sender = new URLSearchParams(queryOf(request)).get('sender')
    if (sender === null) throw httpError(400, 'sender is required')
    return reply.send(await store.gaps(sender))
  })
}
