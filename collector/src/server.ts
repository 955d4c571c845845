import Fastify, { type FastifyInstance, type FastifyReply, LogController } from 'fastify'
import { absences } from './absence.ts'
import { createClientErrors } from './client-error.ts'
import { type CollectorOptions, defaults } from './collector-options.ts'
import { answerErrors } from './errors.ts'
import { checkKeys } from './keys.ts'
import { type AddressLimits, createAddressLimits } from './limits/address-limits.ts'
import { clientAddresses } from './limits/client-address.ts'
import { type Feed, feeding, openFeed } from './live/feed.ts'
import { answerInWords } from './manners.ts'
import { keepPurging } from './purging.ts'
import { acceptBodies } from './routes/accept-bodies.ts'
import { createAuthorize } from './routes/authorization.ts'
import { crossOrigin, listedOrigins } from './routes/cross-origin.ts'
import { answerGuidelineErrors } from './routes/guideline-errors.ts'
import { healthRoutes } from './routes/health.ts'
import { ingestion } from './routes/ingestion.ts'
import { kalturaRoutes } from './routes/kaltura.ts'
import { liveScope } from './routes/live-scope.ts'
import { profileStoreRoutes } from './routes/profile-store.ts'
import { rivetRoutes } from './routes/rivet.ts'
import { scriptRoutes } from './routes/script.ts'
import { trackEventsRoutes } from './routes/track-events.ts'
import { deletionRoute } from './routes/track-events-deletion.ts'
import { closePromptly } from './shutdown.ts'
import { isPublic } from './store/private-file.ts'
import { openSqlite } from './store/sqlite.ts'
import type { Store } from './store/store.ts'
import { createTrailingSlash } from './trailing-slash.ts'

export type { CollectorOptions } from './collector-options.ts'
export type { LiveEvent, StoredEvent } from './event.ts'

/** Bytes of the address and headers together: beacons may carry their event in the address. */
const headerLimit = 64 * 1024

/** Milliseconds a client has to send its whole request. */
const requestTimeout = 30_000

/**
 * Opens the store and makes the server, which does not listen yet: routes can be added to it before. Closing the
 * server answers what is in flight, then closes the store.
 *
 * @throws when the store cannot be opened, the script cannot be read, or a key is none
 */
export async function createCollector(options: Partial<CollectorOptions> = {}): Promise<FastifyInstance> {
  const settings = { ...defaults, ...options }
  checkKeys(settings.keys)
  const trailingSlash = createTrailingSlash()
  checkKeys(settings.liveKeys.map((key) => ({ key })))
  const clientErrors = createClientErrors()
  const app = Fastify({
    rewriteUrl: ({ url = '/' }) => trailingSlash.strip(url),
    logger: { level: settings.logLevel },
    // A request's address holds visitors' data, so requests are not logged.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: settings.bodyLimit,
    requestTimeout,
    trustProxy: settings.trustProxy.length > 0 && clientAddresses(settings.trustProxy).isProxy,
    // Requests that still come on open connections while the server closes are served and the connection is ended.
    return503OnClosing: false,
    // Who comes without Host hears why, from us.
    http: { maxHeaderSize: headerLimit, requireHostHeader: false },
    routerOptions: {
      // Rivet's own parser reads the query; an unneeded second one costs time.
      querystringParser: () => ({}),
      // Profile Store's clients write its paths in several ways.
      caseSensitive: false,
      maxParamLength: headerLimit,
    },
    clientErrorHandler: clientErrors.answer,
    frameworkErrors: (_error, _request, reply) => {
      // The types of a reply without a route allow no status at all.
      ;(reply as unknown as FastifyReply)
        .code(400)
        .send({ error: 'the address is not percent-encoded UTF-8' })
    },
  })
  trailingSlash.follow(app)
  clientErrors.follow(app.server)
  answerInWords(app)
  const absence = absences(app)
  answerErrors(app, absence)
  // Before the store is open: without a script that can be read, nothing is left behind.
  const { script, scriptPath } = settings
  if (script !== undefined) {
    const lasting = await scriptRoutes(app, { script, scriptPath })
    app.log.info({ scriptPath, lasting }, 'serving the script for pages')
  }

  const interval = settings.purge * 3_600_000
  const sqlite = openSqlite(settings.store, { interval })
  const feed = settings.live ? await feedOf(sqlite) : undefined
  const store = feed === undefined ? sqlite : feeding(sqlite, feed)

  if (settings.store !== ':memory:' && isPublic(settings.store)) {
    app.log.warn(
      { store: settings.store },
      'everybody on this machine can read the store: chmod 600 keeps it private',
    )
  }

  app.addHook('onClose', () => store.close())
  closePromptly(app)
  keepPurging(app, store, interval)

  const addresses = createAddressLimits(settings)
  const authorize = createAuthorize(settings.keys, addresses)

  healthRoutes(app, store)
  app.register(async (pages) => {
    ingestion(pages, addresses, settings)
    for (const [prefix, addRoutes] of services(store, addresses, settings)) {
      pages.register(
        async (scope) => {
          await crossOrigin(scope, settings)
          addRoutes(scope)
        },
        { prefix },
      )
    }
    pages.register(
      async (scope) => {
        await listedOrigins(scope, settings)
        profileStoreRoutes(scope, store, addresses, authorize, settings)
      },
      { prefix: '/api/v1.0' },
    )
    pages.register(
      async (scope) => {
        answerGuidelineErrors(scope, absence)
        // What is read here is JSON, whatever its type says.
        acceptBodies(scope, addresses, { limitOf: () => settings.bodyLimit })
        trackEventsRoutes(scope, store, authorize)
        deletionRoute(scope, store, authorize)
      },
      { prefix: '/api/v2.0/TrackEvents' },
    )
  })
  if (feed !== undefined) {
    app.register(async (live) => liveScope(live, feed, store, addresses, settings))
  }
  return app
}

async function feedOf(store: Store): Promise<Feed> {
  try {
    return await openFeed(store)
  } catch (error) {
    await store.close()
    throw error
  }
}

/** Where pages send their events, and what is understood there. */
const services = (
  store: Store,
  addresses: AddressLimits,
  settings: CollectorOptions,
): readonly (readonly [prefix: string, addRoutes: (app: FastifyInstance) => void])[] => [
  ['/track/activity', (app) => rivetRoutes(app, store, addresses, settings)],
  ['/collect', (app) => kalturaRoutes(app, store, addresses, { ...settings, isShared: false })],
  // Players join it to an address that may end in a slash.
  ...['/api_v3', '//api_v3'].flatMap((api) =>
    [
      { path: '/index.php', isShared: true },
      { path: '/service/analytics/action/trackEvent', isShared: false },
    ].map(
      ({ path, isShared }) =>
        [
          `${api}${path}`,
          (app: FastifyInstance) => kalturaRoutes(app, store, addresses, { ...settings, isShared }),
        ] as const,
    ),
  ),
]
