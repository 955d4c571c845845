import type { FastifyRequest } from 'fastify'
import { httpError } from '../http/http-error.ts'
import type { Meter } from '../limits/address-limits.ts'
import { weighing } from '../limits/stored-bytes.ts'
import { inTurns } from '../limits/turns.ts'
import type { StoredEvent } from '../model/event.ts'
import type { Report } from '../model/sender.ts'
import type { Appended, Store } from '../store/store.ts'

/** @throws a httpError: 429 when it is too much for the address, 503 when the store cannot write */
export async function keep(
  store: Store,
  meter: Meter,
  request: FastifyRequest,
  events: readonly StoredEvent[],
  reports: readonly Report[] = [],
): Promise<Appended> {
  const address = request.server.keptAddress(request)
  // What an event says of it itself goes before.
  const kept =
    address === undefined ? events : events.map((event) => ({ ...event, address: event.address ?? address }))
  const weighed = await inTurns(weighing(kept, reports))
  meter.store(weighed.bytes)
  try {
    return await store.append(kept, reports, weighed)
  } catch (error) {
    request.log.error({ reason: (error as Error).message }, 'events could not be stored')
    throw httpError(503, 'the events could not be stored; send them again', 1)
  }
}
