import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { acceptBodies, bodyOf, textTypes } from '../../http/accept-bodies.ts'
import { httpError } from '../../http/http-error.ts'
import { queryOf } from '../../http/query-string.ts'
import type { AddressLimits } from '../../limits/address-limits.ts'
import { inTurns, mapping } from '../../limits/turns.ts'
import type { CollectorOptions } from '../../options.ts'
import type { Store } from '../../store/store.ts'
import { batchLimits, batchTooLarge, lookAtLines } from '../batch-limits.ts'
import type { Rejection } from '../rejection.ts'
import { keepBatch } from '../store-batch.ts'
import { keep } from '../store-events.ts'
import { decodingKalturaBatch, type KalturaLimits, notServed } from './batch.ts'
import { ownKeyOf } from './key.ts'
import { parseMultipart } from './multipart.ts'
import { mergeParameters, type Parameters, parseJson, parseQuery } from './query-parameters.ts'
import { answerTime, callbackOf } from './time-answer.ts'
import { kalturaToStored } from './to-event.ts'

/** Values that one event may have. */
const mostParameters = 500

/** Reads the one event that a body holds. */
type ParseEvent = (text: string, type: string) => Parameters | Rejection | Promise<Parameters | Rejection>

/** How a body holds one event, by its type. Every other body is a batch, unless it names the service itself. */
const oneEvent: readonly (readonly [type: RegExp, parse: ParseEvent])[] = [
  [/^application\/json\b/i, (text) => parseJson(text)],
  [/^application\/x-www-form-urlencoded\b/i, (text) => parseQuery(text, mostParameters)],
  [/^multipart\/form-data\b/i, (text, type) => parseMultipart(Buffer.from(text), type, mostParameters)],
]

/** What the other routes refuse for its type, Kaltura's players send. */
const bodyTypes = [...textTypes, /^(application\/json|multipart\/form-data)\b/i]

const none: Parameters = new Map()

export interface KalturaRoutesOptions extends Pick<CollectorOptions, 'bodyLimit' | 'lineLimit'> {
  /** Whether the address is that of many services, of which trackEvent is one that has to be named. */
  readonly isShared: boolean
}

/** Kaltura's trackEvent: one event in the address, in a form or in JSON; or a batch in the body. */
export function kalturaRoutes(
  app: FastifyInstance,
  store: Store,
  addresses: AddressLimits,
  { bodyLimit, lineLimit, isShared }: KalturaRoutesOptions,
): void {
  const limits: KalturaLimits = { ...batchLimits({ bodyLimit, lineLimit }), parameters: mostParameters }

  const isServed = (event: Parameters) => !isShared || isTrackEvent(event)

  const acceptOne = async (
    query: Parameters,
    inBody: Parameters | Rejection,
    request: FastifyRequest,
    reply: FastifyReply,
  ) => {
    const meter = addresses.meterOf(request)
    meter.look(1)
    const event = mergeParameters(query, inBody, limits.parameters)
    if ('error' in event) throw httpError('error' in inBody ? 400 : 413, event.error)
    if (!isServed(event)) throw httpError(404, notServed)
    const callback = request.method === 'GET' ? callbackOf(query) : undefined
    const received = Date.now()
    await keep(store, meter, request, [kalturaToStored(event, received)])
    return answerTime(reply, received, { isJson: event.get('format')?.[0] === '1', callback })
  }

  const queryIn = (request: FastifyRequest) => parseQuery(queryOf(request), mostParameters)

  const acceptBatch = async (text: string, request: FastifyRequest, reply: FastifyReply) => {
    const meter = addresses.meterOf(request)
    lookAtLines(bodyOf(request), meter)
    const batch = await inTurns(decodingKalturaBatch(text, queryOf(request), limits, isServed))
    if (batch === 'too large') throw batchTooLarge()
    const { rejected } = batch
    const isNoneServed = batch.events.length === 0 && rejected.some(({ error }) => error === notServed)
    if (isNoneServed) throw httpError(404, notServed)
    const received = Date.now()
    const storing = mapping(batch.events, (event) => kalturaToStored(event, received, ownKeyOf(event)))
    const events = await inTurns(storing)
    const reports = batch.reports.map((report) => ({ ...report, received }))
    return keepBatch(
      store,
      { dialect: 'kaltura', events, reports, rejected, received },
      meter,
      request,
      reply,
    )
  }

  acceptBodies(app, addresses, { limitOf: () => bodyLimit, types: bodyTypes })

  app.get('', { exposeHeadRoute: false }, (request, reply) =>
    acceptOne(queryIn(request), none, request, reply),
  )

  app.post('', async (request, reply) => {
    const text = bodyOf(request).toString()
    const query = queryIn(request)
    if (text.trim() === '') return acceptOne(query, none, request, reply)
    const type = request.headers['content-type'] ?? ''
    const parse = oneEvent.find(([pattern]) => pattern.test(type))?.[1] ?? parserOf(text, lineLimit)
    if (parse === undefined) return acceptBatch(text, request, reply)
    if (bodyOf(request).length > lineLimit) {
      throw httpError(413, `an event may have no more than ${lineLimit} bytes`)
    }
    return acceptOne(query, await parse(text, type), request, reply)
  })
}

/** `sendBeacon` calls a text what a player would have written in an address: one line that names the service. */
function parserOf(text: string, lineLimit: number): ParseEvent | undefined {
  const line = text.trim()
  if (line.length > lineLimit || line.startsWith('?') || line.includes('\n')) return undefined
  const event = parseQuery(line, mostParameters)
  return isTrackEvent(event) ? () => event : undefined
}

/** Kaltura minds no case there. */
const isTrackEvent = (parameters: Parameters): boolean =>
  parameters.get('service')?.[0]?.toLowerCase() === 'analytics' &&
  parameters.get('action')?.[0]?.toLowerCase() === 'trackevent'
