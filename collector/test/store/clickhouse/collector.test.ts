import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { shardOf } from '../../../src/store/clickhouse/event-key.ts'
import { openClickhouse } from '../../../src/store/clickhouse/open.ts'
import { schemaVersion } from '../../../src/store/clickhouse/schema.ts'
import { openSqlite } from '../../../src/store/sqlite/open.ts'
import { post } from '../../support/activity.ts'
import { numbered, unnumbered } from '../../support/arrivals.ts'
import { command, listening } from '../../support/command.ts'
import { tracked } from '../../support/profile-store.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { type ClickhouseServer, hasClickhouse } from './support/server.ts'
import { shardsOf, startShards } from './support/shards.ts'

const lines = (sender: string, count: number, first = 1): string =>
  [
    `?k=${sender}`,
    ...Array.from({ length: count }, (_, at) => `d=1795000000&c=shop&a=buy&n=${first + at}`),
  ].join('\n')

describe.skipIf(!hasClickhouse)('a collector on a cluster of two shards', () => {
  let servers: readonly ClickhouseServer[] = []
  let store = ''
  beforeAll(async () => {
    servers = await startShards()
    store = shardsOf(servers)
  })
  afterAll(() => Promise.all(servers.map((server) => server.stop())))

  const say = async (server: ClickhouseServer, statement: string): Promise<string> =>
    (await fetch(`http://${server.host}/?database=shop`, { method: 'POST', body: statement })).text()

  it('names the command where there is no schema, which makes it once; a newer one it leaves alone', async () => {
    const early = await command(['--store', store, '--port', '0']).ended
    expect([early.code, early.stderr]).toEqual([1, expect.stringContaining('run rivulet-collector migrate')])
    const first = await command(['migrate', '--store', store]).ended
    expect([first.code, first.stdout.match(/schema 0 to \d+/g)]).toEqual([
      0,
      servers.map(() => `schema 0 to ${schemaVersion}`),
    ])
    const second = await command(['migrate', '--store', store]).ended
    expect([second.code, second.stdout.match(/as it should be/g)?.length]).toEqual([0, 2])

    await say(servers[1]!, 'INSERT INTO rivulet_schema VALUES (99)')
    for (const args of [['migrate'], ['--port', '0']]) {
      const newer = await command([...args, '--store', store]).ended
      expect([newer.code, newer.stderr]).toEqual([1, expect.stringContaining('use a newer collector')])
    }
    await say(servers[1]!, 'ALTER TABLE rivulet_schema DELETE WHERE version = 99 SETTINGS mutations_sync = 2')
    await say(servers[1]!, 'ALTER TABLE rivulet_schema DELETE WHERE version < 99 SETTINGS mutations_sync = 2')
    const none = await command(['--store', store, '--port', '0']).ended
    expect([none.code, none.stderr]).toEqual([1, expect.stringContaining('run rivulet-collector migrate')])
    expect((await command(['migrate', '--store', store]).ended).code).toBe(0)
  })

  it('stores each event once, whichever collectors hear it, and says nothing is missing', async () => {
    const start = () => listening(['--store', store, '--rate', '0', '--event-rate', '0'])
    const [one, other] = await Promise.all([start(), start()])
    const senders = Array.from({ length: 20 }, (_, at) => `sender${at}`)
    const answers = await Promise.all(
      senders.flatMap((sender) => [one, other].map(({ url }) => post(url, lines(sender, 10)))),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    // Again, and more: of a sender the events of one shard are known to both.
    const again = await Promise.all(senders.map((sender) => post(other.url, lines(sender, 10, 6))))
    expect(again.map(({ body }) => [body.stored, body.repeated])).toEqual(senders.map(() => [5, 5]))

    const asking = await openClickhouse(store)
    expect(await asking.total()).toBe(300)
    expect(await asking.counts()).toEqual([{ category: 'shop', action: 'buy', count: 300 }])
    const { stored, expected, senders: known } = await asking.delivery()
    expect([stored, expected, known]).toEqual([300, 300, 20])
    expect(await asking.gaps('sender7')).toEqual({ ranges: [], from: 1 })
    const answer = await asking.ask({
      language: 'kql',
      text: 'Events | summarize n = count() by TrackId | where n > 1',
    })
    expect(answer).toMatchObject({ kind: 'rows', count: 0 })
    await asking.close()
    const shares = await Promise.all(
      servers.map(async (server) => Number(await say(server, 'SELECT count() FROM events_once'))),
    )
    expect(shares.reduce((sum, share) => sum + share)).toBe(300)
    expect(Math.min(...shares)).toBeGreaterThan(0)
  })

  it('says when to come again while a shard is away, and has it once when it is back', async () => {
    const { url } = await listening(['--store', store, '--rate', '0'])
    // Of both shards, so that one of them has it already when it comes again.
    const batch = Array.from({ length: 20 }, (_, at) => lines(`late${at}`, 1))
    await servers[1]!.kill()
    const turned = await Promise.all(batch.map((body) => post(url, body)))
    // Who has nothing to do with that shard hears nothing of it.
    expect(turned.map(({ status, headers }) => [status, headers.get('retry-after')])).toEqual(
      batch.map((_, at) => (shardOf(`late${at}`, 2) === 1 ? [503, '10'] : [200, null])),
    )
    await expect.poll(async () => (await fetch(`${url}/readyz`)).status).toBe(503)
    await servers[1]!.start()
    await expect.poll(async () => (await fetch(`${url}/readyz`)).status).toBe(200)
    const accepted = await Promise.all(batch.map((body) => post(url, body)))
    expect(accepted.map(({ status }) => status)).toEqual(batch.map(() => 200))
    const asking = await openClickhouse(store)
    const answer = await asking.ask({
      language: 'kql',
      text: "Events | where TrackId startswith 'late' | summarize n = count(), d = dcount(TrackId)",
    })
    if (answer.kind !== 'rows') throw new Error(answer.kind)
    expect(JSON.parse(Buffer.from(answer.rows).toString())).toEqual([{ n: 20, d: 20 }])
    expect((await asking.delivery()).stored).toBe(320)
    await asking.close()
  })

  it('takes events while the cluster is away where it has a spool, also over its own end, and stores them once', async () => {
    const spool = join(temporaryFolder(), 'spool.db')
    const start = () => listening(['--store', store, '--spool', spool, '--rate', '0'])
    const first = await start()
    const batch = Array.from({ length: 8 }, (_, at) => lines(`spooled${at}`, 2))
    await servers[1]!.kill()
    const unnamed = 'd=1795000000&c=shop&a=spooled'
    const answers = await Promise.all(
      [...batch, `${unnamed}\n${unnamed}`].map((body) => post(first.url, body)),
    )
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    first.child.kill('SIGKILL')
    await first.ended
    await servers[1]!.start()
    // Some come again meanwhile.
    const second = await start()
    expect((await post(second.url, batch[0]!)).status).toBe(200)
    const asking = await openClickhouse(store)
    onTestFinished(() => asking.close())
    const text =
      "Events | where TrackId startswith 'spooled' or EventType == 'shop/spooled' | summarize n = count(), d = dcount(TrackId)"
    const found = async () => {
      const answer = await asking.ask({ language: 'kql', text })
      return answer.kind === 'rows' && JSON.parse(Buffer.from(answer.rows).toString())
    }
    await expect.poll(found).toEqual([{ n: 18, d: 18 }])
  })

  it('has a file’s events once, copied in two runs while it is written, with what their senders said', async () => {
    const file = join(temporaryFolder(), 'events.db')
    const source = openSqlite(file)
    onTestFinished(() => source.close())
    const copy = () => command(['copy', '--store', file, '--to', store]).ended
    const events = Array.from({ length: 2500 }, (_, at) => numbered('moved', at + 1))
    await source.append([...events, unnumbered(), unnumbered(), tracked({ digest: 'copied' })])
    await source.append([], [{ sender: 'moved', ledger: { recorded: 2700, expired: 3 }, received: 1 }])
    const first = await copy()
    expect([first.code, first.stdout]).toEqual([0, `2503 events copied, ${file} has 2503 of them\n`])

    await source.append([numbered('moved', 2600)])
    const second = await copy()
    expect([second.code, second.stdout]).toEqual([0, `2504 events copied, ${file} has 2504 of them\n`])
    // Who has lost where it ended begins anew.
    rmSync(`${file}-copied.json`)
    expect((await copy()).code).toBe(0)

    const asking = await openClickhouse(store)
    onTestFinished(() => asking.close())
    expect((await asking.gaps('moved')).ranges).toEqual([
      [2501, 2599],
      [2601, 2700],
    ])
    const text =
      "Events | where EventType in ('embed/view', 'home') | summarize n = count(), d = dcount(TrackId)"
    const answer = await asking.ask({ language: 'kql', text })
    if (answer.kind !== 'rows') throw new Error(answer.kind)
    expect(JSON.parse(Buffer.from(answer.rows).toString())).toEqual([{ n: 2504, d: 2504 }])
    expect((await asking.append([tracked({ digest: 'copied' })])).repeated).toBe(1)
  })
})
