import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { bodyOf } from '../../http/accept-bodies.ts'
import { clientGone } from '../../http/client-gone.ts'
import { httpError } from '../../http/http-error.ts'
import { queryOf } from '../../http/query-string.ts'
import { inTurns } from '../../limits/turns.ts'
import type { Question } from '../../store/question.ts'
import type { Store } from '../../store/store.ts'
import { type Authorize, checkScope } from './auth.ts'
import { csvOf } from './csv.ts'
import { envelopeOf } from './envelope.ts'
import { queryRefusal } from './errors.ts'
import { odataOptions } from './odata-options.ts'
import { previewOf } from './preview.ts'

/** A spreadsheet, or whoever feeds one: named before JSON, or alone. */
const wantsCsv = ({ headers: { accept = '' } }: FastifyRequest): boolean => /^\s*text\/csv\b/i.test(accept)

/** The Profile Store's questions: in OData in the address, in KQL as a preview. */
export function trackEventsRoutes(app: FastifyInstance, store: Store, authorize: Authorize): void {
  // Nobody can wait for two minutes to restart a server: what runs is ended, and its client hears so.
  const closing = new AbortController()
  app.addHook('preClose', async () => closing.abort())

  const answer = async (question: Question, target: string, request: FastifyRequest, reply: FastifyReply) => {
    const gone = clientGone(request, reply)
    const given = await store.ask(question, AbortSignal.any([gone, closing.signal]))
    switch (given.kind) {
      case 'rows':
        return wantsCsv(request)
          ? reply.type('text/csv; charset=utf-8').send(await inTurns(csvOf(given)))
          : reply.type('application/json; charset=utf-8').send(envelopeOf(given))
      case 'refused':
        throw queryRefusal(given.message, given.target ?? target, given.at)
      case 'busy':
        // As nginx calls it. Whoever asks something else meanwhile has not failed.
        if (gone.aborted) throw httpError(499, 'nobody waits for the answer any more')
        throw httpError(
          503,
          closing.signal.aborted
            ? 'the collector is closing; ask again'
            : 'too many queries are waiting; ask again',
          5,
        )
      case 'failed':
        request.log.error({ reason: given.message }, 'a query failed')
        throw httpError(500, given.message)
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
