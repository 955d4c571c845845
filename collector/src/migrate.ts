import type { CollectorOptions } from './options.ts'
import { isClickhouse } from './store/clickhouse/address.ts'

/**
 * Makes the schema of a cluster, or brings it up to date.
 *
 * @returns what was done, a line for each server
 * @throws when a server cannot be reached, or has a newer schema
 */
export async function migrate({
  store,
  storePassword,
}: Pick<CollectorOptions, 'store' | 'storePassword'>): Promise<readonly string[]> {
  if (!isClickhouse(store))
    throw new Error(
      'migrate is for a store that is a cluster; a file is brought up to date when it is opened',
    )
  const { migrateClickhouse } = await import('./store/clickhouse/migrate.ts')
  return migrateClickhouse(store, storePassword)
}
