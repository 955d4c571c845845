import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { CollectorOptions } from '../collector-options.ts'
import { decodeTrack, decodeTrackBulk, type TrackBatch } from '../decode/profile-store.ts'
import { profileStoreToStored } from '../decode/profile-store-to-stored.ts'
import { usualScope } from '../scope.ts'
import type { Store } from '../store/store.ts'
import { acceptAnyContentType } from './any-content-type.ts'
import { authorize, checkScope, type Grant } from './authorization.ts'
import { batchTooLarge } from './batch-limits.ts'
import { keepBatch } from './keep-batch.ts'
import { textOf } from './text-of.ts'

/** What is posted where, and how it is read. */
const routes: readonly (readonly [path: string, decode: (text: string) => TrackBatch | 'too large'])[] = [
  ['/Track', decodeTrack],
  ['/TrackBulk', decodeTrackBulk],
]

/** The writing half of the Profile Store: its Tracking API, for pages of listed origins and for those with a key. */
export function profileStoreRoutes(
  app: FastifyInstance,
  store: Store,
  { bodyLimit, keys, origins }: Pick<CollectorOptions, 'bodyLimit' | 'keys' | 'origins'>,
): void {
  const grantOf = (request: FastifyRequest): Grant =>
    origins.includes(request.headers.origin ?? '') ? {} : authorize(request, keys)

  // Pages say text/plain, which needs no preflight; servers have several words for JSON.
  acceptAnyContentType(app)

  for (const [path, decode] of routes) {
    app.post(path, async (request, reply) => {
      const grant = grantOf(request)
      const batch = decode(await textOf(request, bodyLimit))
      if (batch === 'too large') throw batchTooLarge()
      const received = Date.now()
      const address = addressIn(request)
      for (const { scope = usualScope } of batch.events) checkScope(grant, scope)
      const events = batch.events.map((event) => profileStoreToStored(event, received, address))
      return keepBatch(store, { events, rejected: batch.rejected, received }, request, reply)
    })
  }
}

/** A proxy may have written one; of several the first is the visitor's. */
const addressIn = ({ headers }: FastifyRequest): string | undefined =>
  [headers['epi-user-ip-address'] ?? []].flat()[0]?.split(',')[0]?.trim() || undefined
