import { expect, it, onTestFinished } from 'vitest'
import { migrateClickhouse } from '../../../src/store/clickhouse/migrate.ts'
import { openClickhouse } from '../../../src/store/clickhouse/open.ts'
import { numbered } from '../../support/arrivals.ts'
import { hasClickhouse, startClickhouse } from './support/server.ts'

it.skipIf(!hasClickhouse)(
  'erases a week that is larger than what a server lets go without being asked to',
  async () => {
    // As 50 GB are where nobody sets it: https://clickhouse.com/docs/operations/server-configuration-parameters/settings
    const server = await startClickhouse({
      config: '<max_partition_size_to_drop>1</max_partition_size_to_drop>',
    })
    onTestFinished(() => server.stop())
    const address = `clickhouse://default@${server.host}/shop`
    await migrateClickhouse(address)
    const store = await openClickhouse(address)
    onTestFinished(() => store.close())
    const old = { ...numbered('old', 1), received: Date.UTC(2020, 0, 1) }
    await store.append([old, { ...numbered('young', 1), received: Date.now() }])
    expect((await store.erase({ receivedBefore: Date.UTC(2021, 0, 1) })).length).toBe(1)
    expect(await store.total()).toBe(1)
  },
)
