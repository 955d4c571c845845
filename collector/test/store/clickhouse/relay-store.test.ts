import { setTimeout } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { readAddress } from '../../../src/store/clickhouse/address.ts'
import { openCluster } from '../../../src/store/clickhouse/cluster.ts'
import { idAt, timeIn } from '../../../src/store/clickhouse/event-id.ts'
import { migrateClickhouse } from '../../../src/store/clickhouse/migrate.ts'
import { openClickhouse } from '../../../src/store/clickhouse/open.ts'
import { openClaims } from '../../../src/store/clickhouse/relay/claims.ts'
import { openCursors } from '../../../src/store/clickhouse/relay/cursors.ts'
import { followShard, followTimes } from '../../../src/store/clickhouse/relay/shard-follower.ts'
import type { Shard } from '../../../src/store/clickhouse/shard.ts'
import { numbered, unnumbered } from '../../support/arrivals.ts'
import { hasClickhouse } from './support/server.ts'
import { testDatabase, testServer } from './support/test-cluster.ts'

const opened = async () => {
  const address = await testDatabase()
  await migrateClickhouse(address)
  const cluster = await openCluster(readAddress(address), '')
  onTestFinished(() => cluster.close())
  return { address, shard: cluster.shards[0]! }
}

it.skipIf(!hasClickhouse)('brings the relay what was stored so late that it was passed by', async () => {
  const { address, shard } = await opened()
  const server = await testServer()
  const store = await openClickhouse(address)
  onTestFinished(() => store.close())
  await store.append([numbered('intime', 1)])

  server.pause()
  const late = store.append([numbered('late', 1), unnumbered()])
  await setTimeout(followTimes.late + 500)
  server.goOn()
  const stored = (await late).stored.map(({ id }) => id)
  // As if it had gone on with what other collectors have stored meanwhile.
  const passed = idAt(timeIn(stored.at(-1)!) + 1)
  const follower = followShard(shard)
  const found = async () => {
    const { events } = await follower.after(passed, 10)
    return events.map(({ id }) => id)
  }
  await expect.poll(found).toEqual(stored)
  // Who has not passed it by gets it once.
  const fromBefore = await followShard(shard).after('0', 10)
  expect(fromBefore.events.map(({ sender }) => sender)).toEqual(['intime', 'late', undefined])
})

it.skipIf(!hasClickhouse)(
  'gives a shard to one of those that claim it at once, and counts no cursor of an earlier one',
  async () => {
    const { shard } = await opened()
    const wait = (milliseconds: number) => setTimeout(milliseconds)
    const both = [openClaims(shard, wait), openClaims(shard, wait)]
    const epochs = await Promise.all(both.map((claims) => claims.claim()))
    expect(epochs.toSorted()).toEqual([1, undefined])
    const [first, second] = epochs[0] === 1 ? [both[0]!, both[1]!] : [both[1]!, both[0]!]
    expect([await first.renew(1), await second.claim()]).toEqual([true, undefined])

    const targets = [
      { name: 'old', from: 'beginning' },
      { name: 'new', from: 'now' },
    ] as const
    // Of two that begin, neither of which knows of the other, the earlier counts.
    let reading = 2
    let go = () => {}
    const bothHaveRead = new Promise<void>((resolve) => {
      go = resolve
    })
    const together: Shard = {
      ...shard,
      async current<Row>(...asked: Parameters<Shard['current']>) {
        const rows = await shard.current<Row>(...asked)
        reading -= 1
        if (reading === 0) go()
        await bothHaveRead
        return rows
      },
    }
    const later = openCursors(together, 2_000)
    const earlier = openCursors(together, 1_000)
    await Promise.all([later.begin(targets), earlier.begin(targets)])
    await later.begin(targets)
    expect(await later.read()).toEqual({ old: '0', new: idAt(1_000) })

    await first.release(1)
    expect(await second.claim()).toBe(3)
    expect(await first.renew(1)).toBe(false)
    await later.save(3, 'old', '300')
    await earlier.save(1, 'old', '999')
    expect((await earlier.read()).old).toBe('300')
  },
)
