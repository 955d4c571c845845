import { onTestFinished } from 'vitest'
import type { DeletionOptions } from '../../../src/store/deletion-options.ts'
import { openSqlite } from '../../../src/store/sqlite/open.ts'
import type { Store } from '../../../src/store/store.ts'
import { hasClickhouse } from '../clickhouse/support/server.ts'
import { openTestCluster } from '../clickhouse/support/test-cluster.ts'
import { openMemoryStore } from './memory-store.ts'

/** Opens a store that is empty, and closed when the test is over. */
export type OpenStore = (options?: Partial<DeletionOptions>) => Promise<Store>

const closed =
  (open: (options?: Partial<DeletionOptions>) => Store | Promise<Store>): OpenStore =>
  async (options) => {
    const store = await open(options)
    onTestFinished(() => store.close())
    return store
  }

/** Every engine behind the port: what the contract's tests say must hold of each. */
export const stores: readonly (readonly [name: string, open: OpenStore])[] = [
  ['sqlite', closed((options) => openSqlite(':memory:', options))],
  ['memory', closed(openMemoryStore)],
  // Where its engine is: `npm test` brings it.
  ...(hasClickhouse ? [['clickhouse', closed(openTestCluster)] as const] : []),
]
