import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { bodyOf } from '../../http/accept-bodies.ts'
import { queryOf } from '../../http/query-string.ts'
import { inTurns } from '../../limits/turns.ts'
import type { Question } from '../../store/question.ts'
import type { Store } from '../../store/store.ts'
import { createAskStore } from './ask-store.ts'
import { type Authorize, checkScope } from './auth.ts'
import { csvOf } from './csv.ts'
import { envelopeOf } from './envelope.ts'
import { odataOptions } from './odata-options.ts'
import { previewOf } from './preview.ts'

/** A spreadsheet, or whoever feeds one: named before JSON, or alone. */
const wantsCsv = ({ headers: { accept = '' } }: FastifyRequest): boolean => /^\s*text\/csv\b/i.test(accept)

/** The Profile Store's questions: in OData in the address, in KQL as a preview. */
export function trackEventsRoutes(app: FastifyInstance, store: Store, authorize: Authorize): void {
  const ask = createAskStore(app, store)

  const answer = async (question: Question, target: string, request: FastifyRequest, reply: FastifyReply) => {
    const given = await ask(question, target, request, reply)
    return wantsCsv(request)
      ? reply.type('text/csv; charset=utf-8').send(await inTurns(csvOf(given)))
      : reply.type('application/json; charset=utf-8').send(envelopeOf(given))
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
