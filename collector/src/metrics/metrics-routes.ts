import { createServer } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { httpError } from '../http/http-error.ts'
import type { AddressLimits } from '../limits/address-limits.ts'
import { createKeyCheck, type KeyCheck } from '../limits/key-check.ts'
import type { CollectorOptions } from '../options.ts'
import type { Metrics } from './metrics.ts'

type MetricsOptions = Pick<CollectorOptions, 'metrics' | 'metricsKeys'>

/** Serves `GET /metrics`: beside the rest, to whoever has a key, or at an address of its own. */
export function metricsRoutes(
  app: FastifyInstance,
  { registry, request: count }: Metrics,
  addresses: Pick<AddressLimits, 'addressOf'>,
  { metrics: where, metricsKeys }: MetricsOptions,
): void {
  app.addHook('onResponse', (request, reply, done) => {
    count(request.method, request.routeOptions.url ?? 'none', reply.statusCode)
    done()
  })
  const check = createKeyCheck(
    metricsKeys.map((key) => ({ key })),
    addresses,
  )
  if (typeof where === 'object') serveApart(app, registry, where)
  else {
    app.get('/metrics', { exposeHeadRoute: false }, async (request, reply) => {
      authorize(request, check)
      reply.header('cache-control', 'no-store')
      return reply.type(registry.contentType).send(await registry.metrics())
    })
  }
}

/** @throws a httpError: 401 without a key, 429 when too many were tried from this address */
function authorize(request: FastifyRequest, check: KeyCheck): void {
  const given = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''
  if (check(request, given) === undefined) {
    throw Object.assign(httpError(401, 'Authorization must be Bearer and the key of the metrics'), {
      challenge: 'Bearer',
    })
  }
}

/** A server of its own, as long as the collector's: whoever can reach it may read. */
function serveApart(
  app: FastifyInstance,
  registry: Metrics['registry'],
  { host, port }: { readonly host: string; readonly port: number },
): void {
  const server = createServer(async ({ url, method }, response) => {
    if (url?.split('?', 1)[0] !== '/metrics') return response.writeHead(404).end()
    if (method !== 'GET') return response.writeHead(405, { allow: 'GET' }).end()
    try {
      const text = await registry.metrics()
      return response.writeHead(200, { 'content-type': registry.contentType }).end(text)
    } catch (error) {
      app.log.error({ reason: (error as Error).message }, 'metrics could not be read')
      return response.writeHead(500).end()
    }
  })
  app.addHook('onReady', async () => {
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error) => reject(new Error(`metrics: ${error.message}`, { cause: error })))
      server.listen(port, host, resolve)
    })
    app.log.info({ address: server.address() }, 'serving metrics')
  })
  app.addHook('onClose', async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
}
