import type { FastifyInstance } from 'fastify'
import type { Store } from '../store/store.ts'
import { httpError } from './http-error.ts'

/** Milliseconds that an answer of the store holds, whoever asks: each costs a wait for the disk. */
const validity = 1_000

/**
 * `GET /healthz`: 200 as long as the process answers; it costs nothing. `GET /readyz`: 200 while the store takes writes,
 * 503 when it does not, or when the collector is closing.
 *
 * @returns whether the store takes writes
 */
export function healthRoutes(app: FastifyInstance, store: Store): () => Promise<boolean> {
  let isClosing = false
  let looked = Number.NEGATIVE_INFINITY
  let last: Promise<boolean> = Promise.resolve(true)

  const look = async (wasReady: boolean): Promise<boolean> => {
    try {
      await store.probe()
      if (!wasReady) app.log.info('the store takes writes again')
      return true
    } catch (error) {
      // Once, and not each second that it lasts.
      if (wasReady) app.log.error({ reason: (error as Error).message }, 'the store takes no writes')
      return false
    }
  }

  app.addHook('preClose', async () => {
    isClosing = true
  })

  app.get('/healthz', (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }))

  const isReady = (): Promise<boolean> => {
    // By a clock that nobody sets.
    if (performance.now() - looked >= validity) {
      looked = performance.now()
      last = last.then(look)
    }
    return last
  }

  app.get('/readyz', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
    if (isClosing) throw httpError(503, 'the collector is closing', 1)
    if (!(await isReady())) throw httpError(503, 'the store takes no writes', 1)
    return { status: 'ready' }
  })
  return isReady
}
