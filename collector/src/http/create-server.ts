import Fastify, { type FastifyInstance, type FastifyReply, LogController } from 'fastify'
import { clientAddresses } from '../limits/client-address.ts'
import { createClientErrors } from './client-errors.ts'
import { strictHttp } from './strict-http.ts'
import { createTrailingSlash } from './trailing-slash.ts'

/** Bytes of the address and headers together: beacons may carry their event in the address. */
const headerLimit = 64 * 1024

/** Milliseconds a client has to send its whole request. */
const requestTimeout = 30_000

export interface ServerOptions {
  readonly bodyLimit: number
  readonly logLevel: string
  readonly trustProxy: readonly string[]
}

/** The HTTP server, without a route: what it takes, what it logs, and how it answers what is no request. */
export function createServer({ bodyLimit, logLevel, trustProxy }: ServerOptions): FastifyInstance {
  const trailingSlash = createTrailingSlash()
  const clientErrors = createClientErrors((status) => app.refusals.request(status, 'no request'))
  const app = Fastify({
    rewriteUrl: ({ url = '/' }) => trailingSlash.strip(url),
    logger: { level: logLevel },
    // A request's address holds visitors' data, so requests are not logged.
    logController: new LogController({ disableRequestLogging: true }),
    // So what is logged is of no one request, and none needs a logger of its own: it would cost each a microsecond or two.
    childLoggerFactory: (logger) => logger,
    bodyLimit,
    requestTimeout,
    trustProxy: trustProxy.length > 0 && clientAddresses(trustProxy).isProxy,
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
      reply.server.refusals.request(400, undefined)
      ;(reply as unknown as FastifyReply)
        .code(400)
        .send({ error: 'the address is not percent-encoded UTF-8' })
    },
  })
  trailingSlash.follow(app)
  clientErrors.follow(app.server)
  strictHttp(app)
  return app
}
