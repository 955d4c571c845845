import type { FastifyInstance, FastifyRequest } from 'fastify'
import { acceptBodies, bodyOf } from '../../http/accept-bodies.ts'
import type { AddressLimits } from '../../limits/address-limits.ts'
import { inTurns, type Pieces } from '../../limits/turns.ts'
import { defaultScope } from '../../model/scope.ts'
import type { CollectorOptions } from '../../options.ts'
import type { Store } from '../../store/store.ts'
import { batchTooLarge } from '../batch-limits.ts'
import { keepBatch } from '../store-batch.ts'
import { type Authorize, checkScope, type Grant } from './auth.ts'
import { decodingTrack, decodingTrackBulk, type TrackBatch } from './batch.ts'
import { profileStoreToStored } from './to-event.ts'

/** What is posted where, and how it is read. */
const routes: readonly (readonly [
  path: string,
  decode: (body: Buffer) => Pieces<TrackBatch | 'too large'>,
])[] = [
  ['/Track', decodingTrack],
  ['/TrackBulk', decodingTrackBulk],
]

/** Bytes of a hundred events of the largest size. Pages, who need no key, have the collector’s limit. */
const largestBatch = 100 * 256 * 1024 + 1024

/**
 * The writing half of the Profile Store: its Tracking API, for pages of listed origins and for those with a key. Pages are
 * anybody, so their limits are those of an address; a key is somebody.
 */
export function profileStoreRoutes(
  app: FastifyInstance,
  store: Store,
  addresses: AddressLimits,
  authorize: Authorize,
  { bodyLimit, origins }: Pick<CollectorOptions, 'bodyLimit' | 'origins'>,
): void {
  const isPage = ({ headers }: FastifyRequest) => origins.includes(headers.origin ?? '')
  const limitOf = (request: FastifyRequest) =>
    isPage(request) ? bodyLimit : Math.max(bodyLimit, largestBatch)
  const grants = new WeakMap<FastifyRequest, Grant>()

  // Pages say text/plain, which needs no preflight; servers have several words for JSON.
  acceptBodies(app, addresses, { limitOf })

  // Before the body is read.
  const onRequest = async (request: FastifyRequest) => {
    if (isPage(request)) return
    grants.set(request, authorize(request))
    request.isRelayed = true
    addresses.exempt(request)
  }

  for (const [path, decode] of routes) {
    app.post(path, { onRequest }, async (request, reply) => {
      const meter = addresses.meterOf(request)
      const batch = await inTurns(decode(bodyOf(request)))
      if (batch === 'too large') throw batchTooLarge()
      meter.look(batch.events.length + batch.rejected.length)
      const received = Date.now()
      const address = addressIn(request)
      const grant = grants.get(request) ?? {}
      for (const { scope = defaultScope } of batch.events) checkScope(grant, scope)
      const events = batch.events.map((event) => profileStoreToStored(event, received, address))
      const arrival = { dialect: 'profile-store', events, rejected: batch.rejected, received } as const
      return keepBatch(store, arrival, meter, request, reply)
    })
  }
}

/** Characters of an address, with a zone: what is longer is none. */
const longestAddress = 64

/** A proxy may have written one; of several the first is the visitor's. */
function addressIn({ headers }: FastifyRequest): string | undefined {
  const [first] = [headers['epi-user-ip-address'] ?? []].flat()
  const address = first?.split(',', 1)[0]?.trim()
  return address === '' || (address ?? '').length > longestAddress ? undefined : address
}
