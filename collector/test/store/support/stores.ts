import { onTestFinished } from 'vitest'
import type { DeletionOptions } from '../../../src/store/deletion-options.ts'
import { openSqlite } from '../../../src/store/sqlite/open.ts'
import type { Store } from '../../../src/store/store.ts'
import { openMemoryStore } from './memory-store.ts'

/** Opens a store that is empty, and closed when the test is over. */
export type OpenStore = (options?: Partial<DeletionOptions>) => Store

const closed =
  (open: OpenStore): OpenStore =>
  (options) => {
    const store = open(options)
    onTestFinished(() => store.close())
    return store
  }

/** Every engine behind the port: what the contract's tests say must hold of each. */
export const stores: readonly (readonly [name: string, open: OpenStore])[] = [
  ['sqlite', closed((options) => openSqlite(':memory:', options))],
  ['memory', closed(openMemoryStore)],
]
