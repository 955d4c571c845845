import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { bodyOf } from '../../http/accept-bodies.ts'
import { queryOf } from '../../http/query-string.ts'
import type { AddressLimits } from '../../limits/address-limits.ts'
import { inTurns, mapping, type Pieces } from '../../limits/turns.ts'
import type { CollectorOptions } from '../../options.ts'
import type { Store } from '../../store/store.ts'
import { batchLimits, batchTooLarge, lookAtLines } from '../batch-limits.ts'
import { type Arrival, keepBatch } from '../store-batch.ts'
import { type Batch, decodeSingle, decodingBatch } from './batch.ts'
import type { RivetEvent } from './check.ts'
import { structureReader } from './read-structure.ts'
import { rivetToStored } from './to-event.ts'

/** What an event takes to be mapped, beside others: Rison has to be read, some ten characters in the time of one event. */
const workOf = ({ conversion = '', qualifiers = '' }: RivetEvent): number =>
  1 + (conversion.length + qualifiers.length) / 10

/** @param received - milliseconds since the epoch, by the collector's clock */
function* arriving({ events, reports, questions, rejected }: Batch, received: number): Pieces<Arrival> {
  const readStructure = structureReader()
  return {
    dialect: 'rivet',
    events: yield* mapping(events, (event) => rivetToStored(event, received, readStructure), workOf),
    reports: reports.map((report) => ({ ...report, received })),
    questions,
    rejected,
    received,
  }
}

/** Rivet's Tracking API: one event in the address, or a batch in the body. */
export function rivetRoutes(
  app: FastifyInstance,
  store: Store,
  addresses: AddressLimits,
  settings: Pick<CollectorOptions, 'bodyLimit' | 'lineLimit'>,
): void {
  const limits = batchLimits(settings)

  const accept = (batch: Batch, request: FastifyRequest, reply: FastifyReply) => {
    const keep = (arrival: Arrival) => keepBatch(store, arrival, addresses.meterOf(request), request, reply)
    const arrival = inTurns(arriving(batch, Date.now()))
    return arrival instanceof Promise ? arrival.then(keep) : keep(arrival)
  }
  const decodeOne = (request: FastifyRequest): Batch => {
    addresses.meterOf(request).look(1)
    return decodeSingle(queryOf(request))
  }

  app.get('', { exposeHeadRoute: false }, (request, reply) => accept(decodeOne(request), request, reply))

  app.post('', async (request, reply) => {
    const body = bodyOf(request)
    const text = body.toString()
    if (text.trim() === '') return accept(decodeOne(request), request, reply)
    lookAtLines(body, addresses.meterOf(request))
    const batch = await inTurns(decodingBatch(text, queryOf(request), limits))
    if (batch === 'too large') throw batchTooLarge()
    return accept(batch, request, reply)
  })
}
