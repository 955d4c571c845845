import type { FastifyRequest } from 'fastify'
import type { StoredEvent } from '../event.ts'
import { refusal } from '../refusal.ts'
import type { Report } from '../sender.ts'
import type { Appended, Store } from '../store/store.ts'

/** @throws a refusal: 503 when the store cannot write */
export async function keep(
  store: Store,
  request: FastifyRequest,
  events: readonly StoredEvent[],
  reports: readonly Report[] = [],
): Promise<Appended> {
  try {
    return await store.append(events, reports)
  } catch (error) {
    request.log.error({ reason: (error as Error).message }, 'events could not be stored')
    throw refusal(503, 'the events could not be stored; send them again', 1)
  }
}
