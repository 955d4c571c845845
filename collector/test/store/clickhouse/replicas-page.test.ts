import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { freePort } from '../../../../scripts/free-port.mjs'
import { useChromium } from '../../../../test/browser/support/chromium.ts'
import { site, trackingPage } from '../../../../test/browser/support/site.ts'
import { shardOf } from '../../../src/store/clickhouse/event-key.ts'
import { openClickhouse } from '../../../src/store/clickhouse/open.ts'
import { type Answer, post } from '../../support/activity.ts'
import { command, listening } from '../../support/command.ts'
import { hasNginx, nginx } from '../../support/proxy.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { startLoad } from './support/load.ts'
import { openNetwork } from './support/network.ts'
import { hasReplicas, type ReplicatedCluster, startReplicas } from './support/replicas.ts'

// It takes more than a minute: `npm run test:cluster` runs it.
const isWhole = process.env.RIVULET_WHOLE === '1'

/** Names that go to the shard of this name. */
const sendersOf = (shard: number, count: number, name: string): string[] =>
  Array.from({ length: 1000 }, (_, at) => `${name}${at}`)
    .filter((sender) => shardOf(sender, 2) === shard - 1)
    .slice(0, count)

const line = (sender: string, n: number): string => `?k=${sender}\nd=1795000000&c=shop&a=buy&n=${n}`

describe.skipIf(!isWhole || !hasReplicas || !hasNginx)('collectors on shards with replicas', () => {
  const context = useChromium()
  let cluster: ReplicatedCluster
  beforeAll(async () => {
    cluster = await startReplicas([3, 2])
  })
  afterAll(() => cluster?.stop())

  it('have each event that was answered 200 once, whatever fails, and no gap but those that were sent', async () => {
    const { replicas, zookeeper, disk } = cluster
    const storeOf = (ports: readonly number[]) =>
      `clickhouse://default@${ports.map((port) => `127.0.0.1:${port}`)}/shop?cluster=shop`
    const ports = replicas.map((replica) => replica.ports.http)
    const store = storeOf(ports)
    // Replicas with the first schema, and one with none, which is named first.
    const made = await command(['migrate', '--store', storeOf(ports.slice(0, 4))]).ended
    expect([made.code, made.stderr]).toEqual([0, ''])
    for (const at of [0, 3])
      expect(
        await replicas[at]!.say('ALTER TABLE events_local DROP INDEX span_of_ids SETTINGS alter_sync = 2'),
      ).toBe('')
    for (const replica of replicas.slice(0, 4)) {
      expect(await replica.say('TRUNCATE TABLE rivulet_schema')).toBe('')
      expect(await replica.say('INSERT INTO rivulet_schema VALUES (1)')).toBe('')
    }
    const upgraded = await command(['migrate', '--store', storeOf(ports.toReversed())]).ended
    expect([upgraded.stderr, upgraded.stdout.match(/schema \d to/g)]).toEqual([
      '',
      ['schema 0 to', ...Array(4).fill('schema 1 to')],
    ])

    const networks = await Promise.all(replicas.map(({ ports }) => openNetwork(ports.http)))
    onTestFinished(() => {
      for (const network of networks) network.close()
    })
    const folder = temporaryFolder()
    const options = ['--rate', '0', '--event-rate', '0']
    const spooling = await freePort()
    const startSpooling = () =>
      listening(['--store', store, '--spool', join(folder, 'spool.db'), '--port', `${spooling}`, ...options])
    let withSpool = await startSpooling()
    const without = await listening(['--store', storeOf(networks.map(({ port }) => port)), ...options])
    const proxy = await nginx(
      'location / { proxy_pass http://collectors; }',
      `upstream collectors { server 127.0.0.1:${spooling} max_fails=0; server 127.0.0.1:${without.port} max_fails=0; }`,
    )
    const url = `http://127.0.0.1:${proxy}`

    const pages = await site({
      '/': trackingPage(`${url}/track/activity`, 'delivery: rivulet.acknowledged()'),
    })
    const page = await (await context()).newPage()
    await page.goto(pages.at('shop.test'))
    await page.evaluate(`
      globalThis.tracked = 0
      globalThis.ticking = setInterval(() => tracker.track({ category: 'shop', action: 'look' }, tracked++), 250)`)

    const [ofFirst, ofSecond] = [sendersOf(1, 3, 'load'), sendersOf(2, 3, 'load')] as const
    const load = startLoad(url, [...ofFirst, ...ofSecond])
    /** All that waits has come through, and more. */
    const progress = (senders: readonly string[]) => {
      const before = senders.map(load.answered)
      return expect
        .poll(() => senders.every((sender, at) => load.answered(sender) > before[at]! + 5), {
          timeout: 60_000,
        })
        .toBe(true)
    }
    await progress([...ofFirst, ...ofSecond])

    const [first, second] = [sendersOf(1, 1, 'asked')[0]!, sendersOf(2, 1, 'asked')[0]!]
    const spooled = sendersOf(2, 1, 'spooled')[0]!
    const counts = { [first]: 0, [second]: 0 }
    /** What the collector without a spool answers to the next event of a sender, which is sent again until it is 200. */
    const ask = async (sender: string): Promise<Answer> => {
      const answer = await post(without.url, line(sender, counts[sender]! + 1))
      if (answer.status === 200) counts[sender]! += 1
      return answer
    }
    const statusOf = async (sender: string) => (await ask(sender)).status

    // Of two replicas both are the quorum.
    await replicas[4]!.kill()
    const turnedAway = await ask(second)
    expect([turnedAway.status, turnedAway.headers.get('retry-after')]).toEqual([503, '10'])
    expect(await statusOf(second), 'on one replica it is not stored').toBe(503)
    expect(await statusOf(first), 'the other shard goes on').toBe(200)
    expect((await post(withSpool.url, line(spooled, 1))).status).toBe(200)
    withSpool.child.kill('SIGKILL')
    await withSpool.ended
    withSpool = await startSpooling()
    await replicas[4]!.start()
    await expect.poll(() => statusOf(second), { timeout: 90_000 }).toBe(200)
    await progress([...ofFirst, ...ofSecond])

    // Of three replicas two are.
    const failed = load.failures.get(503)
    await replicas[0]!.kill()
    for (let n = 0; n < 3; n += 1) expect(await statusOf(first)).toBe(200)
    await progress(ofFirst)
    expect(load.failures.get(503), 'turned away').toBe(failed)
    await replicas[0]!.start()

    const reading = await openClickhouse(store)
    onTestFinished(() => reading.close())
    await zookeeper.kill()
    const gone = performance.now()
    expect(await statusOf(first)).toBe(503)
    expect((await post(withSpool.url, line(spooled, 2))).status).toBe(200)
    expect(await reading.total()).toBeGreaterThan(0)
    await setTimeout(10_000 - (performance.now() - gone))
    await zookeeper.start()
    // Servers look for it in their own time.
    await expect.poll(() => statusOf(first), { timeout: 90_000 }).toBe(200)
    await expect.poll(() => statusOf(second), { timeout: 90_000 }).toBe(200)
    await progress([...ofFirst, ...ofSecond])

    for (const fault of ['stall', 'cut'] as const) {
      for (const at of [3, 4]) {
        networks[at]![fault]()
        for (let n = 0; n < 2; n += 1) expect(await statusOf(second), `${fault} of ${at}`).toBe(200)
        networks[at]!.heal()
      }
    }

    if (disk !== undefined) {
      disk.fill()
      await expect.poll(async () => (await fetch(`${without.url}/readyz`)).status).toBe(503)
      expect(await statusOf(second)).toBe(503)
      expect((await post(withSpool.url, line(spooled, 3))).status).toBe(200)
      expect(await statusOf(first)).toBe(200)
      disk.free()
      await expect.poll(() => statusOf(second), { timeout: 90_000 }).toBe(200)
    }

    await progress([...ofFirst, ...ofSecond])
    await load.stop()
    const tracked = Number(await page.evaluate('clearInterval(ticking), tracked'))
    expect(load.failures.get(503)).toBeGreaterThan(0)
    const sent = [...ofFirst, ...ofSecond].reduce((sum, sender) => sum + load.answered(sender), 0)
    const all = sent + counts[first]! + counts[second]! + (disk === undefined ? 2 : 3) + tracked
    // The page comes again when Retry-After and its own pause are over.
    await expect.poll(() => reading.total(), { timeout: 90_000 }).toBe(all)

    for (const replica of replicas) expect(await replica.say('SYSTEM SYNC REPLICA events_local')).toBe('')
    const shares = await Promise.all(
      replicas.map((replica) => replica.say('SELECT count(), sum(cityHash64(key)) FROM events_once')),
    )
    for (const [at, { shard }] of replicas.entries())
      expect(shares[at]).toBe(shares[replicas.findIndex((other) => other.shard === shard)])
    expect(await replicas[0]!.say('SELECT count() - uniqExact(key) FROM events')).toBe('0\n')
    for (const sender of [...ofFirst, ...ofSecond])
      expect((await reading.gaps(sender)).ranges).toEqual(load.missing(sender))
    for (const sender of [first, second]) expect((await reading.gaps(sender)).ranges).toEqual([])
    const { expected, stored, reported } = await reading.delivery()
    expect([expected - stored, reported]).toEqual([sent / 5, 0])
  }, 400_000)
})
