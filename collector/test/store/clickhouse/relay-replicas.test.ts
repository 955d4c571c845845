import { expect, it, onTestFinished } from 'vitest'
import { readAddress } from '../../../src/store/clickhouse/address.ts'
import { openCluster } from '../../../src/store/clickhouse/cluster.ts'
import { migrateClickhouse } from '../../../src/store/clickhouse/migrate.ts'
import { openClickhouse } from '../../../src/store/clickhouse/open.ts'
import { followShard } from '../../../src/store/clickhouse/relay/shard-follower.ts'
import { numbered } from '../../support/arrivals.ts'
import { hasReplicas, startReplicas } from './support/replicas.ts'

it.skipIf(!hasReplicas)('follows no replica that lacks what a quorum has', async () => {
  const { replicas, stop } = await startReplicas([3])
  onTestFinished(stop)
  const storeOf = (hosts: readonly string[]) => `clickhouse://default@${hosts}/shop?cluster=shop`
  const [late, ...others] = replicas
  const hosts = others.map(({ host }) => host)
  const all = storeOf([late!.host, ...hosts])
  await migrateClickhouse(all)
  // From an earlier schema, and to a replica that has none.
  await late!.say('ALTER TABLE events_local DROP INDEX span_of_ids SETTINGS alter_sync = 2')
  for (const replica of others)
    await replica.say('ALTER TABLE rivulet_schema DELETE WHERE version > 1 SETTINGS mutations_sync = 2')
  for (const table of ['events_local', 'rivulet_schema']) await late!.say(`DROP TABLE ${table} SYNC`)
  await migrateClickhouse(all)
  const indexes = replicas.map((replica) =>
    replica.say("SELECT count() FROM system.data_skipping_indices WHERE name = 'span_of_ids'"),
  )
  expect(await Promise.all(indexes)).toEqual(['1\n', '1\n', '1\n'])
  await late!.say('SYSTEM STOP FETCHES events_local')
  const store = await openClickhouse(storeOf(hosts))
  onTestFinished(() => store.close())
  const stored = (await store.append([numbered('s', 1), numbered('s', 2)])).stored.map(({ id }) => id)
  expect(await late!.say('SELECT count() FROM events_local')).toBe('0\n')

  // It asks the one that is late first.
  const cluster = await openCluster(readAddress(all), '')
  onTestFinished(() => cluster.close())
  const [shard] = cluster.shards
  const follower = followShard(shard!)
  const found = async () => (await follower.after('0', 10)).events.map(({ id }) => id)
  await expect.poll(found).toEqual(stored)
  expect(await follower.kept(stored)).toEqual(new Set(stored))
  expect(await late!.say('SELECT count() FROM events_local')).toBe('0\n')
  // One that has caught up is as good as any.
  await late!.say('SYSTEM START FETCHES events_local')
  const alone = await openCluster(readAddress(storeOf([late!.host])), '')
  onTestFinished(() => alone.close())
  await expect
    .poll(async () => (await followShard(alone.shards[0]!).after('0', 10)).events.map(({ id }) => id))
    .toEqual(stored)
})
