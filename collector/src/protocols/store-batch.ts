import type { FastifyReply, FastifyRequest } from 'fastify'
import { unixTime } from '../http/unix-time.ts'
import type { Meter } from '../limits/address-limits.ts'
import type { StoredEvent } from '../model/event.ts'
import type { Report } from '../model/sender.ts'
import type { EventKey, Store } from '../store/store.ts'
import type { LineRejection } from './rejection.ts'
import { keep } from './store-events.ts'

/** What a request holds, of whatever dialect. When it holds no event and no question, something of it was rejected. */
export interface Arrival {
  readonly dialect: StoredEvent['dialect']
  readonly events: readonly StoredEvent[]
  readonly reports?: readonly Report[]
  /** Events that the sender asks for. */
  readonly questions?: readonly EventKey[]
  readonly rejected: readonly LineRejection[]
  /** When it came in, by the collector's clock: milliseconds since the epoch. */
  readonly received: number
}

/** Stores a batch, and answers how each of its lines fared. */
export async function keepBatch(
  store: Store,
  { dialect, events, reports, questions = [], rejected, received }: Arrival,
  meter: Meter,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const time = unixTime(received)
  if (rejected.length > 0) request.server.refusals.events(dialect, rejected, request)
  if (events.length === 0 && questions.length === 0) {
    reply.code(400)
    request.server.refusals.request(400, request.routeOptions.url)
    const { line: _, ...first } = rejected[0]!
    return { ...first, stored: 0, repeated: 0, rejected, time }
  }
  const { stored, repeated, isLeftOut } = await keep(store, meter, request, events, reports)
  const answer = { stored, repeated, rejected, time }
  if (questions.length === 0) return answer
  const missing = isLeftOut ? [] : await store.missing(questions)
  // Counted from 1, as lines are.
  return { ...answer, missing: missing.map((place) => place + 1) }
}
