import type { Key } from './keys.ts'
import { openStore } from './open-store.ts'
import { isClickhouse } from './store/clickhouse/address.ts'
import { eraseAll } from './store/erase-all.ts'
import { inspectSqlite } from './store/sqlite/inspect.ts'
import type { Store } from './store/store.ts'

export interface EraseOptions {
  /** The store's file, or its cluster. */
  readonly store: string
  readonly storePassword: string
  /** Where the collector listens, if one has the store. */
  readonly host: string
  readonly port: number
  readonly keys: readonly Key[]
}

/**
 * Erases all that one visitor did: in the store itself, or by asking the collector that has it.
 *
 * @returns how many events were erased
 * @throws when there is no store, or its collector does not do it
 */
export async function eraseVisitor(visitor: string, options: EraseOptions): Promise<number> {
  // Others may have a cluster, too.
  if (isClickhouse(options.store)) return eraseIn(await openStore(options), visitor)
  const state = inspectSqlite(options.store)
  if (state.kind === 'absent') throw new Error(`there is no store at ${options.store}: name it with --store`)
  if (state.kind === 'store' && state.isOpen) return askCollector(visitor, options)
  return eraseIn(await openStore(options), visitor)
}

async function eraseIn(store: Store, visitor: string): Promise<number> {
  try {
    const count = await eraseAll(store, { visitor })
    // What was erased is in the log until that is emptied.
    await store.purgeWhenDue()
    return count
  } finally {
    await store.close()
  }
}

async function askCollector(visitor: string, { host, port, keys }: EraseOptions): Promise<number> {
  const key = keys.find(({ scopes }) => scopes === undefined)?.key
  if (key === undefined) {
    throw new Error(
      'a collector has the store, and it wants a key for all scopes: set RIVULET_KEY or --key-file as it has them',
    )
  }
  const name = { '0.0.0.0': '127.0.0.1', '::': '[::1]' }[host] ?? (host.includes(':') ? `[${host}]` : host)
  const answer = await fetch(`http://${name}:${port}/api/v2.0/Visitors/${encodeURIComponent(visitor)}`, {
    method: 'DELETE',
    headers: { authorization: `epi-single ${key}` },
  }).catch(() => {
    throw new Error(`a collector has the store, and is not at ${host}:${port}: name its --host and --port`)
  })
  if (!answer.ok) throw new Error(`the collector answered ${answer.status}: ${await answer.text()}`)
  return ((await answer.json()) as { readonly erased: number }).erased
}
