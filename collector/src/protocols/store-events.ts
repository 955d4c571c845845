import type { FastifyRequest } from 'fastify'
import { type HttpError, httpError } from '../http/http-error.ts'
import type { Meter } from '../limits/address-limits.ts'
import { weighing } from '../limits/stored-bytes.ts'
import { inTurns } from '../limits/turns.ts'
import type { StoredEvent } from '../model/event.ts'
import type { Report } from '../model/sender.ts'
import type { Store } from '../store/store.ts'

/** What became of events. */
export interface Kept {
  /** Those that are stored now. What is left out on purpose counts too, so that nobody sends it again. */
  readonly stored: number
  readonly repeated: number
  /** Nothing of the request is wanted: whatever its sender asks for, it is done with. */
  readonly isLeftOut: boolean
}

/** @throws a httpError: 429 when it is too much for the address, 503 when the store cannot write */
export async function keep(
  store: Store,
  meter: Meter,
  request: FastifyRequest,
  events: readonly StoredEvent[],
  reports: readonly Report[] = [],
): Promise<Kept> {
  const screening = request.server.visitors.screen(request, events)
  // Mostly nothing is to be looked up, and then nobody has to wait.
  const { events: wanted, isLeftOut } = screening instanceof Promise ? await screening : screening
  const leftOut = events.length - wanted.length
  if (isLeftOut || (leftOut > 0 && wanted.length === 0)) return { stored: leftOut, repeated: 0, isLeftOut }
  const weight = inTurns(weighing(wanted, reports))
  const weighed = weight instanceof Promise ? await weight : weight
  meter.store(weighed.bytes)
  try {
    const { stored, repeated } = await store.append(wanted, reports, weighed)
    return { stored: stored.length + leftOut, repeated, isLeftOut }
  } catch (error) {
    const { message, cause, retryAfter = 1 } = error as HttpError
    // A store that is a file says its cause itself.
    const isSaid = !(cause instanceof Error) || message.includes(cause.message)
    const reason = isSaid ? message : `${message}: ${cause.message}`
    request.server.failures.say('error', 'events could not be stored', { reason })
    throw httpError(503, 'the events could not be stored; send them again', retryAfter)
  }
}
