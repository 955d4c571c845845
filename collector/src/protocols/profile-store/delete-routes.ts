import type { FastifyInstance } from 'fastify'
import { httpError } from '../../http/http-error.ts'
import type { Store } from '../../store/store.ts'
import { type Authorize, checkScope } from './auth.ts'

/** `DELETE /{scope}/{id}`: hides an event at once; it is erased later. */
export function deletionRoute(app: FastifyInstance, store: Store, authorize: Authorize): void {
  app.delete<{ Params: { readonly scope: string; readonly id: string } }>(
    '/:scope/:id',
    async (request, reply) => {
      const { scope, id } = request.params
      checkScope(authorize(request), scope)
      const deletion = await store.delete(scope, id)
      switch (deletion.kind) {
        case 'deleted':
          return reply.send({ deleted: deletion.events.length })
        case 'unknown':
          throw httpError(404, 'no event of this scope is called so')
        case 'full':
          throw httpError(
            429,
            'too many deleted events are waiting to be erased; delete later',
            deletion.retryAfter,
          )
      }
    },
  )
}
