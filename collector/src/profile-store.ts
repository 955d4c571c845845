import type { FastifyInstance, FastifyRequest } from 'fastify'
import { acceptBodies } from './http/accept-bodies.ts'
import { listedOrigins } from './http/cors.ts'
import type { HttpError } from './http/http-error.ts'
import type { RejectedEvents } from './http/rejected-events.ts'
import type { AddressLimits } from './limits/address-limits.ts'
import type { CollectorOptions } from './options.ts'
import type { Authorize } from './protocols/profile-store/auth.ts'
import { deletionRoute } from './protocols/profile-store/delete-routes.ts'
import { answerGuidelineErrors } from './protocols/profile-store/errors.ts'
import { exportRoute } from './protocols/profile-store/export-route.ts'
import { feedRoutes } from './protocols/profile-store/feed-routes.ts'
import { trackEventsRoutes } from './protocols/profile-store/query-routes.ts'
import { rejectedRoute } from './protocols/profile-store/rejected-route.ts'
import { visitorRoute } from './protocols/profile-store/visitor-routes.ts'
import { profileStoreRoutes } from './protocols/profile-store/write-routes.ts'
import { feedMetadata } from './query/odata/feed-metadata.ts'
import type { Store } from './store/store.ts'

export interface ProfileStoreParts {
  readonly store: Store
  readonly rejected: RejectedEvents
  readonly addresses: AddressLimits
  readonly authorize: Authorize
  /** The error of a request for which there is no route. */
  readonly absence: (request: FastifyRequest) => HttpError
  readonly settings: CollectorOptions
}

/** Adds both of the Profile Store's interfaces: v1.0 takes events from pages, v2.0 is for who has a key. */
export function profileStore(
  app: FastifyInstance,
  { store, rejected, addresses, authorize, absence, settings }: ProfileStoreParts,
): void {
  app.register(
    async (pages) => {
      await listedOrigins(pages, settings)
      profileStoreRoutes(pages, store, addresses, authorize, settings)
    },
    { prefix: '/api/v1.0' },
  )

  app.register(
    async (scope) => {
      answerGuidelineErrors(scope, absence)
      feedRoutes(scope, store, authorize, feedMetadata)
    },
    { prefix: '/odata' },
  )

  const resource = (name: string, addRoutes: (scope: FastifyInstance) => void) =>
    app.register(
      async (scope) => {
        answerGuidelineErrors(scope, absence)
        addRoutes(scope)
      },
      { prefix: `/api/v2.0/${name}` },
    )
  resource('Visitors', (scope) => visitorRoute(scope, store, rejected, authorize))
  resource('RejectedEvents', (scope) => rejectedRoute(scope, rejected, authorize))
  resource('TrackEvents', (scope) => {
    // What is read here is JSON, whatever its type says.
    acceptBodies(scope, addresses, { limitOf: () => settings.bodyLimit })
    trackEventsRoutes(scope, store, authorize)
    exportRoute(scope, store, authorize)
    deletionRoute(scope, store, authorize)
  })
}
