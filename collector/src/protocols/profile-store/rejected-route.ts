import type { FastifyInstance } from 'fastify'
import { rejectedFormats } from '../../export/rejected-formats.ts'
import { httpError } from '../../http/http-error.ts'
import { queryOf } from '../../http/query-string.ts'
import type { RejectedEvents } from '../../http/rejected-events.ts'
import type { Authorize } from './auth.ts'
import { queryRefusal } from './errors.ts'

/** `GET /`: the last events that were rejected, of whatever dialect, with their reasons; as a file with `format`. */
export function rejectedRoute(app: FastifyInstance, rejected: RejectedEvents, authorize: Authorize): void {
  app.get('', { exposeHeadRoute: false }, async (request, reply) => {
    if (authorize(request).scopes !== undefined) {
      throw httpError(403, 'rejected events are of any scope: this key is for some of them')
    }
    const items = rejected.all()
    const format = new URLSearchParams(queryOf(request)).get('format') ?? 'json'
    if (format === 'json') return reply.send({ items, count: items.length })
    if (format !== 'csv' && format !== 'ndjson') {
      throw queryRefusal('format must be json, ndjson or csv', 'format')
    }
    const { mediaType, write } = rejectedFormats[format]
    return reply
      .type(mediaType)
      .header('content-disposition', `attachment; filename="rejected.${format}"`)
      .send(write(items))
  })
}
