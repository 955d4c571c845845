import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { goneSignal } from '../gone.ts'
import type { Question } from '../query/run/question.ts'
import { refusal } from '../refusal.ts'
import type { Store } from '../store/store.ts'
import { bodyOf } from './accept-bodies.ts'
import { type Authorize, checkScope } from './authorization.ts'
import { queryRefusal } from './guideline-errors.ts'
import { odataOptions } from './odata-options.ts'
import { previewOf } from './preview.ts'
import { queryOf } from './query-of.ts'

/** The Profile Store's questions: in OData in the address, in KQL as a preview. */
export function trackEventsRoutes(app: FastifyInstance, store: Store, authorize: Authorize): void {
  const answer = async (question: Question, target: string, request: FastifyRequest, reply: FastifyReply) => {
    const given = await store.ask(question, goneSignal(request, reply))
    switch (given.kind) {
      case 'answered':
        return reply.type('application/json; charset=utf-8').send(Buffer.from(given.body))
      case 'refused':
        throw queryRefusal(given.message, given.target ?? target, given.at)
      case 'busy':
        throw refusal(503, 'too many queries are waiting; ask again', 5)
      case 'failed':
        request.log.error({ reason: given.message }, 'a query failed')
        throw refusal(500, given.message)
    }
  }

  app.get('', { exposeHeadRoute: false }, (request, reply) => {
    const { scopes } = authorize(request)
    const options = odataOptions(queryOf(request))
    return answer({ language: 'odata', options, scopes }, '$filter', request, reply)
  })

  app.post('/preview', async (request, reply) => {
    const grant = authorize(request)
    const { text, scope } = previewOf(bodyOf(request).toString())
    checkScope(grant, scope)
    return answer({ language: 'kql', text, scopes: [scope] }, 'Query', request, reply)
  })
}
