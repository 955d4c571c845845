import { resolve } from 'node:path'
import type { CollectorOptions } from './options.ts'
import { isClickhouse } from './store/clickhouse/address.ts'
import type { ClickhouseOptions, ClickhouseStore } from './store/clickhouse/open.ts'
import { openSqlite, type SqliteOptions, type SqliteStore } from './store/sqlite/open.ts'

/**
 * Opens a store, whichever engine it is of. That of a cluster is loaded when it is asked for.
 *
 * @throws when it cannot be opened
 */
export async function openStore(
  { store, storePassword }: Pick<CollectorOptions, 'store' | 'storePassword'>,
  { operator, ...options }: Partial<SqliteOptions> & Pick<Partial<ClickhouseOptions>, 'operator'> = {},
): Promise<ClickhouseStore | SqliteStore> {
  if (!isClickhouse(store)) return openSqlite(store, options)
  const { openClickhouse } = await import('./store/clickhouse/open.ts')
  return openClickhouse(store, { ...options, password: storePassword, ...(operator && { operator }) })
}

/** The file that a store is, beside which others can be looked at; nothing where it is none. */
export const fileOf = (store: string): string | undefined =>
  store === ':memory:' || isClickhouse(store) ? undefined : store

/** As people are shown it: of a file the whole path, as `rivulet.db` is another one in each folder. */
export function nameOf(store: string): string {
  const file = fileOf(store)
  return file === undefined ? store.replace(/\/\/.*@/, '//') : resolve(file)
}

/** @throws where a command is for a file */
export function expectFile(store: string, command: string): void {
  if (isClickhouse(store))
    throw new Error(`${command} is for a store that is a file; ClickHouse has BACKUP and RESTORE of its own`)
}
