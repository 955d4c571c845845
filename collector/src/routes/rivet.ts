import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { CollectorOptions } from '../collector-options.ts'
import { type Batch, type BatchLimits, decodeBatch, decodeSingle } from '../decode/batch.ts'
import { bodyText } from '../decode/body.ts'
import { rivetToStored } from '../decode/rivet-to-stored.ts'
import { refusal } from '../refusal.ts'
import type { Store } from '../store/store.ts'
import { queryOf } from './query-of.ts'

/** Rivet's Tracking API: one event in the address, or a batch in the body. */
export function rivetRoutes(
  app: FastifyInstance,
  store: Store,
  { bodyLimit, lineLimit }: Pick<CollectorOptions, 'bodyLimit' | 'lineLimit'>,
): void {
  const limits: BatchLimits = { line: lineLimit, events: 10_000, expanded: 16 * bodyLimit }

  const accept = async (
    { events, reports, rejected }: Batch,
    request: FastifyRequest,
    reply: FastifyReply,
  ) => {
    const received = Date.now()
    const time = Math.floor(received / 1000)
    if (events.length === 0) {
      reply.code(400)
      const { line: _, ...first } = rejected[0]!
      return { ...first, stored: 0, repeated: 0, rejected, time }
    }
    try {
      const { stored, repeated } = await store.append(
        events.map((event) => rivetToStored(event, received)),
        reports.map((report) => ({ ...report, received })),
      )
      return { stored: stored.length, repeated, rejected, time }
    } catch (error) {
      request.log.error({ reason: (error as Error).message }, 'events could not be stored')
      throw refusal(503, 'the events could not be stored; send them again', 1)
    }
  }

  app.get('', { exposeHeadRoute: false }, (request, reply) =>
    accept(decodeSingle(queryOf(request)), request, reply),
  )

  app.post('', async (request, reply) => {
    const body = (request.body as Buffer | undefined) ?? Buffer.alloc(0)
    const text = await bodyText(body, request.headers['content-encoding'], bodyLimit)
    const query = queryOf(request)
    const batch = text.trim() === '' ? decodeSingle(query) : decodeBatch(text, query, limits)
    if (batch === 'too large') throw refusal(413, 'the batch is too large; send fewer events at once')
    return accept(batch, request, reply)
  })
}
