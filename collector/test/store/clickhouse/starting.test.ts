import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { migrateClickhouse } from '../../../src/store/clickhouse/migrate.ts'
import { openClickhouse } from '../../../src/store/clickhouse/open.ts'
import { post } from '../../support/activity.ts'
import { command, listening } from '../../support/command.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { openNetwork } from './support/network.ts'
import { type ClickhouseServer, freePorts, hasClickhouse, startClickhouse } from './support/server.ts'

const line = (sender: string) => `?k=${sender}\nd=1795000000&c=shop&a=buy&n=1`

describe.skipIf(!hasClickhouse)('a collector whose cluster is away when it starts', () => {
  let servers: readonly ClickhouseServer[] = []
  let store = ''
  // Of one shard: either may be written to. They do not copy each other, which is for others to prove.
  beforeAll(async () => {
    const ports = [await freePorts(), await freePorts()]
    const replicas = ports.map(({ tcp }) => `<replica><host>127.0.0.1</host><port>${tcp}</port></replica>`)
    const config = `<remote_servers><shop><shard>${replicas.join('')}</shard></shop></remote_servers>
      <macros><shard>1</shard></macros>`
    servers = await Promise.all(ports.map((own) => startClickhouse({ config, ports: own })))
    store = `clickhouse://default@${servers.map(({ host }) => host)}/shop?cluster=shop&replicated=0`
    await migrateClickhouse(store)
  })
  afterAll(() => Promise.all(servers.map((server) => server.stop())))

  const start = (...more: string[]) => listening(['--store', store, '--rate', '0', '--live', ...more])
  const status = async (url: string) => (await fetch(url)).status
  const say = async (server: ClickhouseServer, statement: string): Promise<string> =>
    (await fetch(`http://${server.host}/?database=shop`, { method: 'POST', body: statement })).text()

  it.skipIf(process.env.RIVULET_WHOLE !== '1')(
    'asks another server where one says nothing, though a question may take minutes',
    async () => {
      const networks = await Promise.all(servers.map(({ host }) => openNetwork(Number(host.split(':')[1]))))
      onTestFinished(() => {
        for (const network of networks) network.close()
      })
      const hosts = networks.map(({ port }) => `127.0.0.1:${port}`)
      const reading = await openClickhouse(`clickhouse://default@${hosts}/shop?cluster=shop&replicated=0`)
      onTestFinished(() => reading.close())
      networks[0]!.stall()
      // Each begins at another one.
      const totals = await Promise.all([reading.total(), reading.total()])
      expect(totals.every((total) => total >= 0)).toBe(true)
    },
    60_000,
  )

  it('listens, says when to come again or keeps events in the spool, and goes on by itself', async () => {
    const [first, second] = servers as [ClickhouseServer, ClickhouseServer]
    await Promise.all(servers.map((server) => server.kill()))
    const spool = join(temporaryFolder(), 'spool.db')
    const [plain, spooling] = await Promise.all([start(), start('--spool', spool)])
    const turned = await post(plain.url, line('early'))
    expect([turned.status, turned.headers.get('retry-after')]).toEqual([503, expect.stringMatching(/^\d+$/)])
    expect((await post(spooling.url, line('spooled'))).status).toBe(200)
    for (const { url } of [plain, spooling]) {
      expect(await status(`${url}/healthz`)).toBe(200)
      expect(await status(`${url}/readyz`)).toBe(503)
      expect(await status(`${url}/live/summary`)).toBe(503)
    }
    // A command does not wait.
    const { code, stderr } = await command(['export', '--store', store]).ended
    expect([code, stderr]).toEqual([1, expect.stringContaining('ECONNREFUSED')])

    await first.start()
    await expect.poll(() => status(`${plain.url}/readyz`)).toBe(200)
    expect((await post(plain.url, line('early'))).status).toBe(200)
    const reading = await openClickhouse(store)
    onTestFinished(() => reading.close())
    await expect.poll(() => reading.total()).toBe(2)
    await expect.poll(() => status(`${plain.url}/live/summary`)).toBe(200)

    // The other was away at the start, too, and is a replica like any other once it answers.
    await second.start()
    await first.kill()
    await expect.poll(async () => (await post(plain.url, line('other'))).status).toBe(200)
    expect(await say(second, 'SELECT key FROM events_local')).toBe('s:other:1\n')
  })

  it('neither reads nor writes where the schema is unknown, and says so', async () => {
    const [first, second] = servers as [ClickhouseServer, ClickhouseServer]
    await say(second, 'INSERT INTO rivulet_schema VALUES (99)')
    await Promise.all(servers.map((server) => server.kill()))
    const { url, printed } = await start()
    await second.start()
    await printed(/use a newer collector/)
    expect((await post(url, line('unknown'))).status).toBe(503)
    expect(await say(second, "SELECT count() FROM events_local WHERE sender = 'unknown'")).toBe('0\n')

    // One that is known is used, as soon as the other is not there to refuse.
    await second.kill()
    await first.start()
    await expect.poll(async () => (await post(url, line('unknown'))).status).toBe(200)
    await second.start()
    await printed(/is not used/)
    expect(await say(second, "SELECT count() FROM events_local WHERE sender = 'unknown'")).toBe('0\n')
  })
})
