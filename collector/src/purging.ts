import type { FastifyInstance } from 'fastify'
import type { Store } from './store/store.ts'

/** Milliseconds to the first look whether something is to be erased, and between two looks. */
const looks = { first: 1_000, least: 100, most: 60_000 }

/**
 * Has deleted events erased when it is time, until the server closes.
 *
 * @param interval - milliseconds that a deleted event waits: no look is later than that
 */
export function keepPurging(app: FastifyInstance, store: Store, interval: number): void {
  let isClosed = false
  let timer: NodeJS.Timeout
  const wait = (most: number) => {
    timer = setTimeout(look, Math.max(looks.least, Math.min(most, interval))).unref()
  }
  const look = async () => {
    try {
      await store.purgeWhenDue()
    } catch (error) {
      app.log.error({ reason: (error as Error).message }, 'deleted events could not be erased')
    }
    if (!isClosed) wait(looks.most)
  }
  wait(looks.first)
  app.addHook('onClose', async () => {
    isClosed = true
    clearTimeout(timer)
  })
}
