import type { FastifyInstance } from 'fastify'
import { closePromptly } from './cli/shutdown.ts'
import { crossOrigin } from './http/cors.ts'
import { createServer } from './http/create-server.ts'
import { answerErrors } from './http/errors.ts'
import { createFailures } from './http/failures.ts'
import { healthRoutes } from './http/health.ts'
import { routesNotFound } from './http/not-found.ts'
import { createRefusals, logRefusals } from './http/refusals.ts'
import { keepRejected } from './http/rejected-events.ts'
import { renewalRoute } from './http/renew-ids.ts'
import { scriptRoutes } from './http/script.ts'
import { checkKeys } from './keys.ts'
import { createAddressLimits } from './limits/address-limits.ts'
import { warnUnforwarded } from './limits/warn-unforwarded.ts'
import { type Feed, openFeed, withFeed } from './live/feed.ts'
import { liveScope } from './live/routes/scope.ts'
import { openSharedFeed } from './live/shared-feed.ts'
import { deliveryMetrics } from './metrics/delivery-metrics.ts'
import { createMetrics } from './metrics/metrics.ts'
import { metricsRoutes } from './metrics/metrics-routes.ts'
import { readyMetric } from './metrics/ready-metric.ts'
import { fileOf, openStore } from './open-store.ts'
import { type CollectorOptions, defaults } from './options.ts'
import { profileStore } from './profile-store.ts'
import { ingestion } from './protocols/ingest.ts'
import { createAuthorize } from './protocols/profile-store/auth.ts'
import { saidIn } from './protocols/said-in.ts'
import { readRelayFile } from './relay/read-relay-file.ts'
import { type Relay, startRelay } from './relay/start-relay.ts'
import type { Target } from './relay/target.ts'
import { services } from './services.ts'
import { isClickhouse } from './store/clickhouse/address.ts'
import type { ClickhouseStore, Operator } from './store/clickhouse/open.ts'
import { schedulePurges } from './store/purge-schedule.ts'
import type { SqliteStore } from './store/sqlite/open.ts'
import { isPublic } from './store/sqlite/private-file.ts'
import type { Store } from './store/store.ts'
import { knowVisitors } from './visitors/visitors.ts'
import { withSpool } from './with-spool.ts'

export type { LiveEvent, StoredEvent } from './model/event.ts'
export type { CollectorOptions } from './options.ts'

/**
 * Opens the store and makes the server, which does not listen yet: routes can be added to it before. Closing the
 * server answers what is in flight, then closes the store.
 *
 * @throws when the store cannot be opened, the script cannot be read, or a key is none
 */
export async function createCollector(options: Partial<CollectorOptions> = {}): Promise<FastifyInstance> {
  const settings = { ...defaults, ...options }
  checkKeys(settings.keys)
  checkKeys([...settings.liveKeys, ...settings.metricsKeys].map((key) => ({ key })))
  if (settings.metrics === true && settings.metricsKeys.length === 0) {
    throw new Error(
      'metrics at /metrics want a key: set RIVULET_METRICS_KEY, or give them an address of their own, --metrics 127.0.0.1:9464',
    )
  }
  const app = createServer(settings)
  const refusals = createRefusals()
  app.decorate('refusals', refusals)
  logRefusals(app, refusals)
  app.decorate('failures', createFailures(app))
  const rejected = keepRejected(refusals, saidIn)
  const absence = routesNotFound(app)
  answerErrors(app, absence)
  // Before the store is open: without a script that can be read, nothing is left behind.
  const { script, scriptPath } = settings
  if (script !== undefined) {
    const lasting = await scriptRoutes(app, { script, scriptPath })
    app.log.info({ scriptPath, lasting }, 'serving the script for pages')
  }
  if (settings.spool !== undefined && !isClickhouse(settings.store))
    throw new Error('--spool is for a store that is a cluster')
  const targets = settings.relay === undefined ? [] : readRelayFile(settings.relay)
  const file = fileOf(settings.store)
  const metrics = settings.metrics === false ? undefined : createMetrics(file)
  await knowVisitors(app, settings, metrics?.bots)

  const interval = settings.purge * 3_600_000
  const opened = await openStore(settings, {
    interval,
    onUpgrade: (upgrade) => app.log.info(upgrade, 'the store of an earlier version is brought up to date'),
    questionTime: Math.min(settings.queryTime, defaults.queryTime) * 1000,
    operator: operatorOf(app),
  })
  const kept = settings.spool === undefined ? opened : withSpool(opened, settings.spool, tellSpool(app))
  const { feed, store: shown } = settings.live ? await feedOf(kept, app) : { feed: undefined, store: kept }
  const store = metrics?.watch(shown) ?? shown

  if (file !== undefined && isPublic(file)) {
    app.log.warn({ store: file }, 'everybody on this machine can read the store: chmod 600 keeps it private')
  }

  app.addHook('onClose', () => store.close())
  const relay = targets.length > 0 ? await relayOf(opened, settings, targets, app) : undefined
  metrics?.relay(relay)
  closePromptly(app)
  const keep = settings.keep * 24 * 3_600_000
  const endPurges = schedulePurges(
    store,
    { interval, keep },
    {
      failed: ({ message: reason }) => app.failures.say('error', 'events could not be erased', { reason }),
      erased: (events) =>
        app.log.info({ events, keep: settings.keep }, 'events older than --keep days erased'),
    },
  )
  app.addHook('onClose', async () => endPurges())

  const addresses = createAddressLimits(settings)
  const authorize = createAuthorize(settings.keys, addresses)

  if (metrics !== undefined) {
    refusals.subscribe(metrics.refusals)
    metricsRoutes(app, metrics, addresses, settings)
  }
  const isReady = healthRoutes(app, store)
  if (metrics !== undefined) {
    readyMetric(metrics.registry, isReady)
    if (feed !== undefined) deliveryMetrics(metrics.registry, async () => (await feed.delivery()).health)
  }
  app.register(async (pages) => {
    ingestion(pages, addresses, settings)
    if (settings.renewIds) renewalRoute(pages)
    for (const [prefix, addRoutes] of services(store, addresses, settings)) {
      pages.register(
        async (scope) => {
          warnUnforwarded(scope, settings)
          await crossOrigin(scope, settings)
          addRoutes(scope)
        },
        { prefix },
      )
    }
    profileStore(pages, { store, rejected, addresses, authorize, absence, settings })
  })
  if (feed !== undefined) {
    app.register(async (live) =>
      liveScope(
        live,
        { feed, rejected, store, relay, journal: 'journal' in opened ? opened.journal : opened.refusals },
        addresses,
        settings,
      ),
    )
  }
  return app
}

/** It ends before the store does: hooks run in the reverse order. */
async function relayOf(
  opened: SqliteStore | ClickhouseStore,
  { store, storePassword: password }: Pick<CollectorOptions, 'store' | 'storePassword'>,
  targets: readonly Target[],
  app: FastifyInstance,
): Promise<Relay> {
  try {
    // Nothing has come in yet.
    const relayed = 'journal' in opened ? opened : { store, password, began: Date.now() }
    const relay = await startRelay(relayed, targets, app.log)
    app.addHook('onClose', () => relay.stop())
    app.log.info({ targets: targets.map(({ name }) => name) }, 'relaying events')
    return relay
  } catch (error) {
    await opened.close()
    throw error
  }
}

const operatorOf = (app: FastifyInstance): Operator => ({
  away(reason) {
    if (reason === undefined) app.log.info('the store is there')
    else app.log.error({ reason }, 'the store cannot be opened, and is tried again')
  },
  refused: (reason) => app.log.error({ reason }, 'a server of the store is not used'),
})

const tellSpool = (app: FastifyInstance) => (waiting: number) => {
  if (waiting > 0) app.log.warn('the store is away: events wait in the spool')
  else app.log.info('the spool is empty: all events are stored')
}

/** @returns the store that a feed of its own hears of, where others write to no other */
async function feedOf(store: Store, app: FastifyInstance): Promise<{ feed: Feed; store: Store }> {
  if (store.watch !== undefined) {
    const failed = (error: Error) =>
      app.failures.say('warn', 'the live page waits for the store', { reason: error.message })
    return { feed: openSharedFeed(store.watch, store.recent, failed), store }
  }
  try {
    const feed = await openFeed(store)
    return { feed, store: withFeed(store, feed) }
  } catch (error) {
    await store.close()
    throw error
  }
}
