import { expect, it, onTestFinished } from 'vitest'
import { readAddress } from '../../../src/store/clickhouse/address.ts'
import { openCluster } from '../../../src/store/clickhouse/cluster.ts'
import { migrateClickhouse } from '../../../src/store/clickhouse/migrate.ts'
import { openClickhouse } from '../../../src/store/clickhouse/open.ts'
import type { Shard } from '../../../src/store/clickhouse/shard.ts'
import { openWatch } from '../../../src/store/clickhouse/watch.ts'
import { tracked } from '../../support/profile-store.ts'
import { hasClickhouse } from './support/server.ts'
import { testDatabase } from './support/test-cluster.ts'

it.skipIf(!hasClickhouse)(
  'says that something was deleted with figures that know of it, whenever that is',
  async () => {
    const address = await testDatabase()
    await migrateClickhouse(address)
    const store = await openClickhouse(address)
    onTestFinished(() => store.close())
    const cluster = await openCluster(readAddress(address), '')
    onTestFinished(() => cluster.close())

    // It is deleted while one of the statements that figures are made of has not been asked yet, each in its turn.
    let asked = 0
    let turn = 0
    const deleting = async <Row>(ask: () => Promise<Row[]>): Promise<Row[]> => {
      asked += 1
      if (asked === turn) await store.delete('default', `mistaken ${turn}`)
      return ask()
    }
    const watch = openWatch({
      ...cluster,
      rows: (...statement) => deleting(() => cluster.rows(...statement)),
      shards: cluster.shards.map(
        (shard): Shard => ({ ...shard, rows: (...statement) => deleting(() => shard.rows(...statement)) }),
      ),
    })
    const figures = async () => {
      asked = 0
      const { total, deleted } = await watch.figures(Date.now() + 60_000, 0, 10)
      return { total, deleted }
    }
    do {
      await store.append([tracked({ track: `mistaken ${turn + 1}` })])
      const before = await figures()
      expect(before.total).toBe(1)
      turn += 1
      const during = await figures()
      if (during.deleted > before.deleted) expect(during.total, `statement ${turn}`).toBe(0)
      const after = await figures()
      expect([after.total, after.deleted > before.deleted]).toEqual([0, true])
    } while (turn < asked)
    expect(turn).toBeGreaterThan(2)
  },
)
