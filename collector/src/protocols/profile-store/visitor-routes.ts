import type { FastifyInstance } from 'fastify'
import { httpError } from '../../http/http-error.ts'
import type { RejectedEvents } from '../../http/rejected-events.ts'
import { eraseAll } from '../../store/erase-all.ts'
import type { Store } from '../../store/store.ts'
import type { Authorize } from './auth.ts'

/** `DELETE /{visitor}`: erases all that one visitor did, of whatever dialect and scope, now. */
export function visitorRoute(
  app: FastifyInstance,
  store: Store,
  rejected: Pick<RejectedEvents, 'forget'>,
  authorize: Authorize,
): void {
  app.delete<{ Params: { readonly visitor: string } }>('/:visitor', async (request, reply) => {
    const { scopes } = authorize(request)
    if (scopes !== undefined) {
      throw httpError(403, 'a visitor has events in many scopes: this key is for some of them')
    }
    const { visitor } = request.params
    if (visitor === '') throw httpError(404, 'a visitor has a name')
    rejected.forget(visitor)
    return reply.send({ erased: await eraseAll(store, { visitor }) })
  })
}
