import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { httpError } from '../../http/http-error.ts'
import { queryOf } from '../../http/query-string.ts'
import type { FeedPage } from '../../store/question.ts'
import type { Store } from '../../store/store.ts'
import { createAskStore } from './ask-store.ts'
import type { Authorize, Grant } from './auth.ts'
import { queryRefusal } from './errors.ts'
import { filterOfKey } from './feed-key.ts'
import {
  askedPage,
  type FeedOptions,
  hasMore,
  hiddenFields,
  lastOf,
  nextQuery,
  withoutFields,
} from './feed-pages.ts'
import { odataOptions } from './odata-options.ts'

const json = 'application/json;odata.metadata=minimal;charset=utf-8'

/**
 * The events in OData's own form, for clients that read its metadata, such as spreadsheets: the Profile Store's interface
 * has another. No answer is bounded to the first ten thousand.
 *
 * @param metadata - what there is, as clients read it
 */
export function feedRoutes(app: FastifyInstance, store: Store, authorize: Authorize, metadata: string): void {
  const ask = createAskStore(app, store)
  // Their clients parse URLs of this kind alone.
  const root = (request: FastifyRequest): string => `${request.protocol}://${request.host}${app.prefix}`

  app.addHook('onSend', async (_, reply) => {
    reply.header('odata-version', '4.0')
    if (reply.statusCode === 401) reply.header('www-authenticate', 'Basic realm="rivulet"')
  })

  const rowsOf = (
    { scopes }: Grant,
    { skip: _, top: __, skiptoken: ___, ...options }: FeedOptions,
    page: FeedPage,
    request: FastifyRequest,
    reply: FastifyReply,
  ) => ask({ language: 'odata', options, scopes, page }, '$filter', request, reply)

  const contextOf = (request: FastifyRequest, { select }: FeedOptions): string =>
    `${root(request)}/$metadata#Events${select?.trim() ? `(${select.replace(/\s/g, '')})` : ''}`

  const serviceDocument = async (request: FastifyRequest, reply: FastifyReply) => {
    authorize(request, 'basic')
    return reply.type(json).send({
      '@odata.context': `${root(request)}/$metadata`,
      value: [{ name: 'Events', kind: 'EntitySet', url: `${root(request)}/Events` }],
    })
  }
  app.get('/', serviceDocument)

  app.get('/$metadata', async (request, reply) => {
    authorize(request, 'basic')
    return reply.type('application/xml; charset=utf-8').send(metadata)
  })

  app.get('/Events/$count', async (request, reply) => {
    const grant = authorize(request, 'basic')
    const everything = { skip: 0, count: 0, isCounted: true }
    const { total } = await rowsOf(grant, optionsOf(request), everything, request, reply)
    return reply.type('text/plain; charset=utf-8').send(String(total))
  })

  app.get('/Events', async (request, reply) => {
    const grant = authorize(request, 'basic')
    const options = optionsOf(request)
    const asked = askedPage(options)
    const hidden = hiddenFields(options, asked)
    const whole = hidden.length > 0 ? { ...options, select: [options.select, ...hidden].join(',') } : options
    const { rows, count, total } = await rowsOf(grant, whole, asked.page, request, reply)
    const next =
      hasMore(asked, count) &&
      nextQuery(options, asked.served + count, asked.isByPlace ? lastOf(rows) : undefined)
    const head = {
      '@odata.context': contextOf(request, options),
      ...(total !== undefined && { '@odata.count': total }),
      ...(next && { '@odata.nextLink': `${root(request)}/Events?${next}` }),
    }
    return reply
      .type(json)
      .send(
        Buffer.concat([
          Buffer.from(`${JSON.stringify(head).slice(0, -1)},"value":`),
          withoutFields(rows, hidden),
          Buffer.from('}'),
        ]),
      )
  })

  app.get<{ Params: { address: string } }>('/:address', async (request, reply) => {
    const filter = filterOfKey(request.params.address)
    if (filter === undefined) return reply.callNotFound()
    const grant = authorize(request, 'basic')
    const { select, ...others } = optionsOf(request)
    const [other] = Object.keys(others)
    if (other !== undefined) throw queryRefusal(`$${other} does not apply to one event`, `$${other}`)
    const options: FeedOptions = { filter, ...(select !== undefined && { select }) }
    const { rows, count } = await rowsOf(
      grant,
      options,
      { skip: 0, count: 2, isCounted: false },
      request,
      reply,
    )
    if (count === 0) throw httpError(404, 'there is no such event')
    if (count > 1) throw httpError(400, 'events of several scopes are called so; name the Scope, too')
    const head = JSON.stringify({ '@odata.context': `${contextOf(request, options)}/$entity` })
    // Of `[{…}]` all but the brackets and the first brace.
    return reply
      .type(json)
      .send(Buffer.concat([Buffer.from(`${head.slice(0, -1)},`), Buffer.from(rows).subarray(2, -1)]))
  })
}

const optionsOf = (request: FastifyRequest): FeedOptions => odataOptions(queryOf(request), ['skiptoken'])
