import Fastify, { type FastifyInstance, type FastifyReply, LogController } from 'fastify'
import { closePromptly } from './cli/shutdown.ts'
import { acceptBodies } from './http/accept-bodies.ts'
import { createClientErrors } from './http/client-errors.ts'
import { crossOrigin, listedOrigins } from './http/cors.ts'
import { answerErrors } from './http/errors.ts'
import { healthRoutes } from './http/health.ts'
import { routesNotFound } from './http/not-found.ts'
import { createRefusals, logRefusals } from './http/refusals.ts'
import { keepRejected } from './http/rejected-events.ts'
import { scriptRoutes } from './http/script.ts'
import { strictHttp } from './http/strict-http.ts'
import { createTrailingSlash } from './http/trailing-slash.ts'
import { checkKeys } from './keys.ts'
import { createAddressLimits } from './limits/address-limits.ts'
import { clientAddresses } from './limits/client-address.ts'
import { keepAddresses } from './limits/kept-address.ts'
import { type Feed, openFeed, withFeed } from './live/feed.ts'
import { liveScope } from './live/routes/scope.ts'
import { createMetrics } from './metrics/metrics.ts'
import { metricsRoutes } from './metrics/metrics-routes.ts'
import { type CollectorOptions, defaults } from './options.ts'
import { ingestion } from './protocols/ingest.ts'
import { createAuthorize } from './protocols/profile-store/auth.ts'
import { deletionRoute } from './protocols/profile-store/delete-routes.ts'
import { answerGuidelineErrors } from './protocols/profile-store/errors.ts'
import { exportRoute } from './protocols/profile-store/export-route.ts'
import { trackEventsRoutes } from './protocols/profile-store/query-routes.ts'
import { rejectedRoute } from './protocols/profile-store/rejected-route.ts'
import { visitorRoute } from './protocols/profile-store/visitor-routes.ts'
import { profileStoreRoutes } from './protocols/profile-store/write-routes.ts'
import { saidIn } from './protocols/said-in.ts'
import { services } from './services.ts'
import { schedulePurges } from './store/purge-schedule.ts'
import { openSqlite } from './store/sqlite/open.ts'
import { isPublic } from './store/sqlite/private-file.ts'
import type { Store } from './store/store.ts'

export type { LiveEvent, StoredEvent } from './model/event.ts'
export type { CollectorOptions } from './options.ts'

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
  checkKeys([...settings.liveKeys, ...settings.metricsKeys].map((key) => ({ key })))
  if (settings.metrics === true && settings.metricsKeys.length === 0) {
    throw new Error(
      'metrics at /metrics want a key: set RIVULET_METRICS_KEY, or give them an address of their own, --metrics 127.0.0.1:9464',
    )
  }
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
  const refusals = createRefusals()
  app.decorate('refusals', refusals)
  logRefusals(app, refusals)
  const rejected = keepRejected(refusals, saidIn)
  keepAddresses(app, settings)
  trailingSlash.follow(app)
  clientErrors.follow(app.server)
  strictHttp(app)
  const absence = routesNotFound(app)
  answerErrors(app, absence)
  // Before the store is open: without a script that can be read, nothing is left behind.
  const { script, scriptPath } = settings
  if (script !== undefined) {
    const lasting = await scriptRoutes(app, { script, scriptPath })
    app.log.info({ scriptPath, lasting }, 'serving the script for pages')
  }

  const interval = settings.purge * 3_600_000
  const sqlite = openSqlite(settings.store, {
    interval,
    questionTime: Math.min(settings.queryTime, defaults.queryTime) * 1000,
  })
  const feed = settings.live ? await feedOf(sqlite) : undefined
  const shown = feed === undefined ? sqlite : withFeed(sqlite, feed)
  const isInMemory = settings.store === ':memory:'
  const metrics =
    settings.metrics === false ? undefined : createMetrics(isInMemory ? undefined : settings.store)
  const store = metrics?.watch(shown) ?? shown

  if (!isInMemory && isPublic(settings.store)) {
    app.log.warn(
      { store: settings.store },
      'everybody on this machine can read the store: chmod 600 keeps it private',
    )
  }

  app.addHook('onClose', () => store.close())
  closePromptly(app)
  const keep = settings.keep * 24 * 3_600_000
  const endPurges = schedulePurges(store, { interval, keep }, ({ message: reason }) =>
    app.log.error({ reason }, 'events could not be erased'),
  )
  app.addHook('onClose', async () => endPurges())

  const addresses = createAddressLimits(settings)
  const authorize = createAuthorize(settings.keys, addresses)

  if (metrics !== undefined) {
    refusals.subscribe(metrics.refusals)
    metricsRoutes(app, metrics, addresses, settings)
  }
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
        visitorRoute(scope, store, rejected, authorize)
      },
      { prefix: '/api/v2.0/Visitors' },
    )
    pages.register(
      async (scope) => {
        answerGuidelineErrors(scope, absence)
        rejectedRoute(scope, rejected, authorize)
      },
      { prefix: '/api/v2.0/RejectedEvents' },
    )
    pages.register(
      async (scope) => {
        answerGuidelineErrors(scope, absence)
        // What is read here is JSON, whatever its type says.
        acceptBodies(scope, addresses, { limitOf: () => settings.bodyLimit })
        trackEventsRoutes(scope, store, authorize)
        exportRoute(scope, store, authorize)
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
