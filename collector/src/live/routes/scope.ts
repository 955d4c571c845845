import type { FastifyError, FastifyInstance } from 'fastify'
import { failureOf } from '../../http/errors.ts'
import type { HttpError } from '../../http/http-error.ts'
import type { RejectedEvents } from '../../http/rejected-events.ts'
import type { AddressLimits } from '../../limits/address-limits.ts'
import type { CollectorOptions } from '../../options.ts'
import type { Relay } from '../../relay/start-relay.ts'
import type { RelayJournal } from '../../store/relay-journal.ts'
import type { Store } from '../../store/store.ts'
import { guardLive } from '../access/guard.ts'
import { publishedBy } from '../access/local.ts'
import type { Feed } from '../feed.ts'
import { deliveryRoutes } from './delivery.ts'
import { liveHeaders } from './headers.ts'
import { liveRoutes } from './live.ts'
import { liveLoginRoutes } from './login.ts'
import { answerPage } from './pages.ts'
import { viewingRoute } from './playback.ts'
import { liveRejectedRoute } from './rejected.ts'
import { relayRoute } from './relay.ts'

/** What the live page shows. */
export interface LiveParts {
  readonly feed: Feed
  readonly rejected: RejectedEvents
  readonly store: Store
  /** Absent where nothing is relayed. */
  readonly relay: Pick<Relay, 'status'> | undefined
  /** Absent: its store has no relay. */
  readonly journal: Pick<RelayJournal, 'counts' | 'refused'> | undefined
}

/** The live page and all that is served beside it, behind one guard. */
export function liveScope(
  app: FastifyInstance,
  { feed, rejected, store, relay, journal }: LiveParts,
  addresses: Pick<AddressLimits, 'addressOf'>,
  settings: Pick<CollectorOptions, 'liveKeys' | 'publicUrls' | 'trustProxy'>,
): void {
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(liveHeaders)
    done()
  })
  app.setErrorHandler<FastifyError & HttpError>((error, request, reply) => {
    const { status, message } = failureOf(error, request, reply)
    reply.code(status)
    // Who opens a page is answered by one.
    const isOpened =
      request.headers.accept?.includes('text/html') && request.routeOptions.config.live === 'login'
    return isOpened && status !== 404
      ? answerPage(reply, 'closed.html', message)
      : reply.send({ error: message })
  })
  const access = guardLive(app, settings)
  liveLoginRoutes(app, access, addresses, settings)
  liveRoutes(app, feed, rejected, access, addresses)
  liveRejectedRoute(app, rejected)
  deliveryRoutes(app, feed, store)
  viewingRoute(app, store)
  relayRoute(app, relay, journal)

  app.addHook('onListen', async () => {
    const reason = publishedBy(app, settings)
    if (reason !== undefined && !access.wantsLogin) {
      app.log.warn({ reason }, 'the live page is shown to nobody: set RIVULET_LIVE_KEY or --live-key-file')
    }
  })
}
