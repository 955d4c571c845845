import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createCollector } from '../../../../collector/src/collector.ts'
import { rowsOf, sendersOf } from '../../../../collector/test/support/running.ts'
import { temporaryFolder } from '../../../../collector/test/support/temporary-folder.ts'

/** A real collector that can go away and come back, with the same address and store. */
export const interruptibleCollector = async () => {
  const store = join(temporaryFolder(), 'events.db')
  const create = () => createCollector({ logLevel: 'silent', store })
  let app = await create()
  const { port } = new URL(await app.listen({ host: '127.0.0.1', port: 0 }))
  onTestFinished(() => app.close())
  return {
    url: `http://127.0.0.1:${port}/track/activity`,
    goAway: () => app.close(),
    async comeBack() {
      app = await create()
      await app.listen({ host: '127.0.0.1', port: Number(port) })
    },
    /** `category/action` of all that is stored, in the alphabet's order. */
    types: () =>
      rowsOf(store)
        .map(({ type }) => `${type}`)
        .toSorted(),
    /** Visitor and visit of all that is stored, each pair once. */
    ids: () => [...new Set(rowsOf(store).map(({ visitor, session }) => `${visitor} ${session}`))],
    /** How many events came again that were stored already. */
    repeats: () => sendersOf(store).reduce((sum, { repeated }) => sum + Number(repeated), 0),
  }
}
