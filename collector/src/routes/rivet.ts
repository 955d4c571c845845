import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { CollectorOptions } from '../collector-options.ts'
import { type Batch, decodeBatch, decodeSingle } from '../decode/batch.ts'
import { rivetToStored } from '../decode/rivet-to-stored.ts'
import type { Store } from '../store/store.ts'
import { batchLimits, batchTooLarge } from './batch-limits.ts'
import { keepBatch } from './keep-batch.ts'
import { queryOf } from './query-of.ts'
import { textOf } from './text-of.ts'

/** Rivet's Tracking API: one event in the address, or a batch in the body. */
export function rivetRoutes(
  app: FastifyInstance,
  store: Store,
  settings: Pick<CollectorOptions, 'bodyLimit' | 'lineLimit'>,
): void {
  const limits = batchLimits(settings)

  const accept = (
    { events, reports, questions, rejected }: Batch,
    request: FastifyRequest,
    reply: FastifyReply,
  ) => {
    const received = Date.now()
    const arrival = {
      events: events.map((event) => rivetToStored(event, received)),
      reports: reports.map((report) => ({ ...report, received })),
      questions,
      rejected,
      received,
    }
    return keepBatch(store, arrival, request, reply)
  }

  app.get('', { exposeHeadRoute: false }, (request, reply) =>
    accept(decodeSingle(queryOf(request)), request, reply),
  )

  app.post('', async (request, reply) => {
    const text = await textOf(request, settings.bodyLimit)
    const query = queryOf(request)
    const batch = text.trim() === '' ? decodeSingle(query) : decodeBatch(text, query, limits)
    if (batch === 'too large') throw batchTooLarge()
    return accept(batch, request, reply)
  })
}
