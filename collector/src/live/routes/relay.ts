import type { FastifyInstance } from 'fastify'
import { kindOf } from '../../model/kind.ts'
import type { Relay } from '../../relay/start-relay.ts'
import type { RelayJournal } from '../../store/relay-journal.ts'
import type { RelayNews } from '../relay-news.ts'

/** Refused events that are listed. */
const shown = 50

/** `GET /live/relay`: how each target of the relay is, and what they have refused last. */
export function relayRoute(
  app: FastifyInstance,
  relay: Pick<Relay, 'status'> | undefined,
  journal: Pick<RelayJournal, 'counts' | 'refused'> | undefined,
): void {
  app.get('/live/relay', async (_request, reply) => {
    if (relay === undefined || journal === undefined)
      return reply.send({ targets: [], refused: [] } satisfies RelayNews)
    const [counts, refused] = await Promise.all([journal.counts(), journal.refused(shown)])
    return reply.send({
      targets: relay.status().map((status) => ({ ...status, waiting: counts[status.target] ?? 0 })),
      refused: refused.map(({ said, ...why }) => ({ ...why, kind: kindOf(said) })),
    } satisfies RelayNews)
  })
}
