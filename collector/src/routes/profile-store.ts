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

/** Bytes of a hundred events of the largest size. Pages, who need no key, have the collector's limit. */
const largestBatch = 100 * 256 * 1024 + 1024

/** The writing half of the Profile Store: its Tracking API, for pages of listed origins and for those with a key. */
export function profileStoreRoutes(
  app: FastifyInstance,
  store: Store,
  settings: Pick<CollectorOptions, 'bodyLimit' | 'keys' | 'origins'>,
): void {
  const { keys, origins } = settings
  const bodyLimit = Math.max(settings.bodyLimit, largestBatch)
  const isPage = ({ headers }: FastifyRequest) => origins.includes(headers.origin ?? '')
  const grantOf = (request: FastifyRequest): Grant => (isPage(request) ? {} : authorize(request, keys))
  const limitOf = (request: FastifyRequest) => (isPage(request) ? settings.bodyLimit : bodyLimit)

  // Pages say text/plain, which needs no preflight; servers have several words for JSON.
  acceptAnyContentType(app)

  // Before the body is read.
  const onRequest = async (request: FastifyRequest) => {
    grantOf(request)
    if (Number(request.headers['content-length']) > limitOf(request)) throw batchTooLarge()
  }

  for (const [path, decode] of routes) {
    app.post(path, { bodyLimit, onRequest }, async (request, reply) => {
      const grant = grantOf(request)
      const limit = limitOf(request)
      const text = await textOf(request, limit)
      const batch = text.length > limit ? 'too large' : decode(text)
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
