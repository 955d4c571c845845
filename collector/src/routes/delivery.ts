import type { FastifyInstance } from 'fastify'
import type { Feed } from '../live/feed.ts'
import { refusal } from '../refusal.ts'
import type { Store } from '../store/store.ts'
import { queryOf } from './query-of.ts'

/** How well events arrive: all senders together, and the holes of one. Served beside the live page only. */
export function deliveryRoutes(app: FastifyInstance, feed: Feed, store: Store): void {
  app.get('/live/delivery', (_request, reply) => {
    const { health, senders } = feed.delivery()
    const { expected, missing } = health
    const lossRate = expected === 0 ? 0 : missing / expected
    return reply.send({ ...health, lossRate, recent: senders })
  })

  app.get('/live/holes', async (request, reply) => {
    const sender = new URLSearchParams(queryOf(request)).get('sender')
    if (sender === null) throw refusal(400, 'sender is required')
    return reply.send(await store.holes(sender))
  })
}
