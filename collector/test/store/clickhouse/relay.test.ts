import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrateClickhouse } from '../../../src/store/clickhouse/migrate.ts'
import { eventually, key, numbers, quick, type Relaying, relaying } from '../../relay/support/relaying.ts'
import { type Received, webhook } from '../../relay/support/upstreams.ts'
import { command } from '../../support/command.ts'
import { postTrack } from '../../support/profile-store.ts'
import { type ClickhouseServer, hasClickhouse } from './support/server.ts'
import { shardsOf, startShards } from './support/shards.ts'

const secret = 'the-webhook-secret-4711'
const withKey = { authorization: `epi-single ${key}` }

/** Each once, in the order in which they came first. */
const keysOf = (received: readonly Received[], sender: string): string[] => [
  ...new Set(received.filter((each) => each.sender === sender).map((each) => each.key)),
]

describe.skipIf(!hasClickhouse)('the relay of a cluster', () => {
  let servers: readonly ClickhouseServer[] = []
  let store = ''
  beforeAll(async () => {
    servers = await startShards()
    store = shardsOf(servers)
    await migrateClickhouse(store)
  })
  afterAll(() => Promise.all(servers.map((server) => server.stop())))

  const start = (url: string, target: string) =>
    relaying(
      { [target]: { kind: 'events', url, secret: { env: 'WEBHOOK_SECRET' }, ...quick } },
      { WEBHOOK_SECRET: secret },
      undefined,
      store,
    )
  const sentBy = async (relay: Relaying) => (await relay.news()).targets[0]?.sent ?? 0
  const deadLetters = async () =>
    (await command(['dead-letters', '--store', store]).ended).stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as { Id: string; WaitsAgain: boolean; Event: { EventType: string } })

  it('goes on by another collector when one is killed, at least once and in order for each sender', async () => {
    const hook = await webhook(secret)
    hook.fail(() => (hook.received.length >= 100 ? 'hang' : undefined))
    const collectors = await Promise.all([start(hook.url, 'hook'), start(hook.url, 'hook')])
    const [one, other] = collectors
    await Promise.all([one.send('a', 1, 120), other.send('b', 1, 120), one.send('c', 1, 60)])
    await other.send('c', 61, 60)
    // In the midst of it: the rest is on its way, or not even that.
    await eventually(() => hook.received.length).toBeGreaterThanOrEqual(100)
    await eventually(async () => Math.max(...(await Promise.all(collectors.map(sentBy))))).toBeGreaterThan(0)
    const sent = await Promise.all(collectors.map(sentBy))
    const [ended, left] = sent[0]! >= sent[1]! ? [one, other] : [other, one]
    await ended.kill('SIGKILL')
    hook.fail(undefined)
    await left.send('d', 1, 50)

    const counts = { a: 120, b: 120, c: 120, d: 50 }
    const came = () => Object.keys(counts).map((sender) => keysOf(hook.received, sender).length)
    await eventually(came).toEqual(Object.values(counts))
    for (const [sender, count] of Object.entries(counts))
      expect(keysOf(hook.received, sender)).toEqual(numbers(sender, 1, count))

    // One that leaves does not keep the next one waiting, and nothing that was noted comes again.
    await left.kill('SIGTERM')
    const noted = hook.received.length
    const next = await start(hook.url, 'hook')
    await next.send('e', 1, 10)
    await eventually(() => keysOf(hook.received, 'e').length).toBe(10)
    expect(hook.received.length).toBe(noted + 10)
    await next.kill('SIGTERM')
  })

  it('keeps what is refused, sends it again when asked, and sends nothing that was deleted', async () => {
    const hook = await webhook(secret)
    hook.fail((body) => (body.includes('poison') ? { status: 400, body: 'no poison' } : { status: 503 }))
    // It begins now: how much the one before has noted at its end is not asked here.
    const relay = await start(hook.url, 'another')
    await postTrack(
      relay.url,
      'TrackBulk',
      ['poison', 'poison', 'fine'].map((eventType, at) => ({
        deviceId: 'V',
        eventType,
        value: 'v',
        trackId: `one.${at + 1}`,
      })),
      withKey,
    )
    await relay.send('gone', 1, 2)
    const removed = await fetch(`${relay.url}/api/v2.0/TrackEvents/default/gone.1`, {
      method: 'DELETE',
      headers: withKey,
    })
    expect(removed.status).toBe(200)
    const poison = (body: string) =>
      body.includes('poison') ? { status: 400, body: 'no poison' } : undefined
    hook.fail(poison)
    await eventually(() => hook.received.map((each) => each.key).toSorted()).toEqual(['gone.2', 'one.3'])
    await eventually(async () => (await relay.news()).targets[0]?.waiting).toBe(2)
    expect((await relay.news()).refused.map(({ reason }) => reason)).toEqual([
      '400: no poison',
      '400: no poison',
    ])

    const letters = await deadLetters()
    expect(letters.map(({ Event, WaitsAgain }) => [Event.EventType, WaitsAgain])).toEqual([
      ['poison', false],
      ['poison', false],
    ])
    // What is deleted is refused no more.
    await fetch(`${relay.url}/api/v2.0/TrackEvents/default/one.1`, { method: 'DELETE', headers: withKey })
    const [left] = await deadLetters()
    hook.fail(undefined)
    const replay = await command(['replay', '--store', store, '--target', 'another', left!.Id]).ended
    expect([replay.code, replay.stdout]).toEqual([0, '1 event to be sent again\n'])
    await eventually(() => hook.received.map((each) => each.key).toSorted()).toEqual([
      'gone.2',
      'one.2',
      'one.3',
    ])
    await eventually(deadLetters).toEqual([])
  })
})
