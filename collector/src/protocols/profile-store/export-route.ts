import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { exportFormats } from '../../export/export-format.ts'
import { clientGone } from '../../http/client-gone.ts'
import { httpError } from '../../http/http-error.ts'
import { queryOf } from '../../http/query-string.ts'
import type { Store } from '../../store/store.ts'
import { type Authorize, checkScope } from './auth.ts'
import { queryRefusal } from './errors.ts'
import { exportOptions } from './export-options.ts'

/** `GET /export`: all events of a selection, as they are read. */
export function exportRoute(app: FastifyInstance, store: Store, authorize: Authorize): void {
  app.get('/export', { exposeHeadRoute: false }, async (request, reply) => {
    const grant = authorize(request)
    const { format, scope, selection } = exportOptions(queryOf(request), request.headers.accept)
    if (scope !== undefined) checkScope(grant, scope)
    const scopes = scope === undefined ? grant.scopes : [scope]
    const exported = await store.export({ ...selection, scopes }, format, clientGone(request, reply))
    switch (exported.kind) {
      case 'content':
        return reply
          .type(exportFormats[format].mediaType)
          .header('content-disposition', `attachment; filename="events.${format}"`)
          .send(Readable.from(whole(exported.content, reply), { objectMode: false }))
      case 'refused':
        throw queryRefusal(exported.message, exported.target ?? '$filter', exported.at)
      case 'busy':
        throw httpError(503, 'too many exports are running; ask again', 30)
      case 'failed':
        request.log.error({ reason: exported.message }, 'an export failed')
        throw httpError(500, exported.message)
    }
  })
}

/**
 * What is cut must not look as if it were whole. Of chunks the last is missing then; HTTP/1.0, which nginx speaks to what is
 * behind it unless it is told otherwise, has none, so the connection is reset.
 */
async function* whole(content: AsyncIterable<Uint8Array>, { raw }: FastifyReply): AsyncGenerator<Uint8Array> {
  try {
    yield* content
  } catch (error) {
    raw.socket?.resetAndDestroy()
    throw error
  }
}
