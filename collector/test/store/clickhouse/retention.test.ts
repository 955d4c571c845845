import { expect, it, onTestFinished } from 'vitest'
import { migrateClickhouse } from '../../../src/store/clickhouse/migrate.ts'
import { openClickhouse } from '../../../src/store/clickhouse/open.ts'
import { numbered } from '../../support/arrivals.ts'
import { hasClickhouse, startClickhouse } from './support/server.ts'

const say = async (host: string, statement: string): Promise<string> =>
  (await fetch(`http://${host}/?database=shop`, { method: 'POST', body: statement })).text()

it.skipIf(!hasClickhouse)(
  'makes one part of a week that is over, and erases one that is larger than what a server lets go unasked',
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

    const settings = await say(
      server.host,
      "SELECT engine_full FROM system.tables WHERE name = 'events_local'",
    )
    expect(settings).toContain('min_age_to_force_merge_seconds = 86400')
    expect(settings).toContain('min_age_to_force_merge_on_partition_only = 1')
    // A day after its last event a week is made one part: here at once, where it is long over.
    for (const at of [1, 2, 3])
      await store.append([{ ...numbered('over', at), received: Date.UTC(2022, 0, 1) }])
    const partsOf = (when: string) =>
      say(
        server.host,
        `SELECT count() FROM system.parts WHERE active AND table = 'events_local' AND partition = toString(intDiv(${when}, 604800000))`,
      )
    await say(server.host, 'ALTER TABLE events_local MODIFY SETTING min_age_to_force_merge_seconds = 1')
    await expect.poll(() => partsOf(String(Date.UTC(2022, 0, 1))), { timeout: 30_000 }).toBe('1\n')
  },
)
