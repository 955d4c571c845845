import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { clientGone } from '../../http/client-gone.ts'
import { httpError } from '../../http/http-error.ts'
import type { Answer, Question } from '../../store/question.ts'
import type { Store } from '../../store/store.ts'
import { queryRefusal } from './errors.ts'

/**
 * Asks the store for as long as the client is there.
 *
 * @param target - the option that is at fault where the store names none
 * @throws a httpError where there are no rows
 */
export type AskStore = (
  question: Question,
  target: string,
  request: FastifyRequest,
  reply: FastifyReply,
) => Promise<Extract<Answer, { readonly kind: 'rows' }>>

export function createAskStore(app: FastifyInstance, store: Store): AskStore {
  // Nobody can wait for two minutes to restart a server: what runs is ended, and its client hears so.
  const closing = new AbortController()
  app.addHook('preClose', async () => closing.abort())

  return async (question, target, request, reply) => {
    const gone = clientGone(request, reply)
    const given = await store.ask(question, AbortSignal.any([gone, closing.signal]))
    switch (given.kind) {
      case 'rows':
        return given
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
}
