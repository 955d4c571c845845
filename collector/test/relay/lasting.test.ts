import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { command } from '../support/command.ts'
import { eventually, key, numbers, quick, relaying } from './support/relaying.ts'
import { profileStoreService, type Received, rivetService, webhook } from './support/upstreams.ts'

const profileKey = 'the-profile-store-key-4711'
const secret = 'the-webhook-secret-4711'
const secrets = { PROFILE_KEY: profileKey, WEBHOOK_SECRET: secret }
const withKey = { authorization: `epi-single ${key}` }

const keysOf = (received: readonly Received[]): string[] => [...new Set(received.map(({ key }) => key))]

const remove = async (url: string, path: string) => {
  const { status } = await fetch(`${url}/api/v2.0/${path}`, { method: 'DELETE', headers: withKey })
  expect(status).toBe(200)
}

/** The relay's process of a collector (proc_pid_task(5)). */
function relayOf(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')
  const found = children.find((each) =>
    readFileSync(`/proc/${each}/cmdline`, 'utf8').includes('relay-process'),
  )
  if (found === undefined) throw new Error('the relay does not run')
  return Number(found)
}

it('loses nothing when it is killed in the midst, nor when its process alone is, and sends nothing that was deleted', async () => {
  const rivet = await rivetService()
  const hook = await webhook(secret)
  const targets = {
    rivet: { kind: 'rivet', url: rivet.url, ...quick },
    // Its circuit opens at once, and tries one event at a time.
    hook: { kind: 'events', url: hook.url, secret: { env: 'WEBHOOK_SECRET' }, ...quick, circuitAfter: 0 },
  }
  const first = await relaying(targets, secrets)
  let taken = 0
  rivet.fail(() => {
    taken += 1
    return taken > 100 ? 'hang' : taken % 30 === 0 ? 'take and cut' : undefined
  })
  hook.fail(() => (hook.received.length >= 100 ? 'hang' : 'take and cut'))
  await first.send('one', 1, 200)
  await eventually(() => taken).toBeGreaterThan(100)
  await eventually(() => hook.received.length).toBeGreaterThan(0)
  await first.kill('SIGKILL')

  hook.fail(() => ({ status: 503 }))
  rivet.fail(() => ({ status: 503 }))
  const second = await relaying(targets, secrets, first.folder)
  await second.send('two', 1, 100)
  await second.send('visitor', 1, 20)
  await eventually(async () => (await second.news()).targets.map(({ state }) => state)).toEqual([
    'waiting',
    'open',
  ])
  await remove(second.url, 'TrackEvents/default/two.7')
  await remove(second.url, 'Visitors/visitor')
  // The relay ends, and the collector starts it again.
  process.kill(relayOf(second.child.pid!), 'SIGKILL')
  hook.fail(undefined)
  rivet.fail(undefined)

  const expected = [...numbers('one', 1, 200), ...numbers('two', 1, 100).filter((name) => name !== 'two.7')]
  await eventually(() => keysOf(hook.received).length).toBe(expected.length)
  await eventually(() => keysOf(rivet.received).length).toBe(expected.length)
  expect(keysOf(hook.received)).toEqual(expected)
  // Senders are on ways of their own there.
  expect(keysOf(rivet.received).sort()).toEqual([...expected].sort())
  for (const sender of ['one', 'two']) {
    const ofSender = (name: string) => name.startsWith(`${sender}.`)
    expect(keysOf(rivet.received).filter(ofSender)).toEqual(expected.filter(ofSender))
  }
  // Who minds ids had each once.
  expect(hook.received.length).toBe(expected.length)
})

it('keeps what is refused for good, shows it, exports it, sends it again, and forgets it with its event', async () => {
  const profiles = await profileStoreService(profileKey)
  const rivet = await rivetService()
  const targets = {
    rivet: { kind: 'rivet', url: rivet.url, ...quick },
    profiles: {
      kind: 'profile-store',
      url: profiles.url,
      key: { env: 'PROFILE_KEY' },
      dialects: ['rivet', 'profile-store'],
      ...quick,
    },
  }
  const relay = await relaying(targets, {
    ...secrets,
    RIVULET_METRICS: 'on',
    RIVULET_METRICS_KEY: 'a-metrics-key-of-tests',
  })
  const poison = ['one.3', 'one.50', 'one.51', 'one.90']
  profiles.fail((body) =>
    poison.some((name) => body.includes(`"${name}"`))
      ? { status: 400, body: `no such product; the key was ${profileKey}` }
      : undefined,
  )
  await relay.send('one', 1, 100)
  // Nobody can be known by.
  await fetch(`${relay.url}/track/activity?d=1795000000&c=shop&a=buy&l1=number&v1=1`)
  await eventually(() => profiles.received.length).toBe(96)
  expect(keysOf(profiles.received)).toEqual(numbers('one', 1, 100).filter((name) => !poison.includes(name)))
  await eventually(async () => (await relay.news()).refused.length).toBe(5)
  await eventually(async () => (await relay.news()).targets.map(({ sent }) => sent)).toEqual([101, 96])
  const { refused, targets: shown } = await relay.news()
  expect(shown).toMatchObject([
    { target: 'rivet', state: 'sending', sent: 101, waiting: 0 },
    { target: 'profiles', state: 'sending', sent: 96, waiting: 5 },
  ])
  expect(refused.map(({ reason }) => reason).sort()).toEqual([
    ...poison.map(() => '400: no such product; the key was ***'),
    'it has no DeviceId, nor a session or a sender in its place',
  ])
  const metrics = async () => {
    const headers = { authorization: 'Bearer a-metrics-key-of-tests' }
    return (await fetch(`${relay.url}/metrics`, { headers })).text()
  }
  // That it has all is known when it has looked for more.
  await eventually(metrics).toMatch(/^rivulet_relay_lag_seconds\{target="rivet"\} 0$/m)
  const measured = await metrics()
  for (const line of [
    'rivulet_relay_events_total{target="profiles",outcome="sent"} 96',
    'rivulet_relay_events_total{target="profiles",outcome="refused"} 5',
    'rivulet_relay_state{target="rivet",state="sending"} 1',
    'rivulet_relay_requests_total{target="rivet",status="2xx"} 101',
  ])
    expect(measured).toContain(line)

  // What is deleted is refused by nobody any more.
  await remove(relay.url, 'TrackEvents/default/one.90')
  const exported = await command(['dead-letters', '--store', relay.store, '--target', 'profiles']).ended
  expect(exported.stderr).toBe('4 events refused\n')
  const letters = exported.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(letters.map(({ Event }) => Event.TrackId)).toEqual(['one.3', 'one.50', 'one.51', 'event.101'])
  expect(letters[0]).toMatchObject({
    Target: 'profiles',
    Reason: '400: no such product; the key was ***',
    WaitsAgain: false,
    Event: { EventType: 'shop/buy', Payload: { labels: { number: '3' } } },
  })

  // An event on which the service breaks holds nobody up.
  let alone = 0
  profiles.fail((body) => {
    if (!body.includes('"three.2"')) return undefined
    if (!body.includes('"three.3"')) alone += 1
    return { status: 500 }
  })
  await relay.send('three', 1, 3)
  // What else comes shows that it is the event, and not the service, once that has failed as often as it may.
  await eventually(() => alone).toBeGreaterThan(5)
  expect(profiles.received.length).toBe(96 + 1)
  await relay.send('other', 1, 31)
  await eventually(() => profiles.received.length).toBe(96 + 33)
  await eventually(async () => (await relay.news()).refused[0]?.reason).toMatch(
    /^500: it fails time after time/,
  )
  profiles.received.splice(96)

  // Mended in part: what is refused again is kept again.
  poison.splice(0, 4, 'one.51')
  profiles.fail((body) => (body.includes('"one.51"') ? { status: 400 } : undefined))
  const one = await command(['replay', '--store', relay.store, letters[0].Id]).ended
  expect([one.stdout, one.code]).toEqual(['1 event to be sent again\n', 0])
  await eventually(() => profiles.received.at(-1)?.key).toBe('one.3')
  await command(['replay', '--store', relay.store]).ended
  await eventually(() => profiles.received.slice(-2).map(({ key }) => key)).toEqual(['one.50', 'three.2'])
  await eventually(async () => (await relay.news()).targets.map(({ waiting }) => waiting)).toEqual([0, 2])
  expect(profiles.received.length).toBe(99)
})

it('goes on where a backup has it, and while the disk is full', async () => {
  const hook = await webhook(secret)
  const targets = { hook: { kind: 'events', url: hook.url, secret: { env: 'WEBHOOK_SECRET' }, ...quick } }
  const first = await relaying(targets, secrets)
  await first.send('one', 1, 10)
  await eventually(() => hook.received.length).toBe(10)
  const backup = `${first.folder}/backup.db`
  expect((await command(['backup', '--store', first.store, backup]).ended).code).toBe(0)
  await first.send('two', 1, 30)
  await eventually(() => hook.received.length).toBe(40)
  await first.kill('SIGTERM')

  expect((await command(['restore', '--store', first.store, '--replace', backup]).ended).code).toBe(0)
  const second = await relaying(targets, secrets, first.folder)
  // They take the places of those that were lost with the store.
  await second.send('three', 1, 20)
  await eventually(() => hook.received.length).toBe(60)
  expect(keysOf(hook.received)).toEqual([
    ...numbers('one', 1, 10),
    ...numbers('two', 1, 30),
    ...numbers('three', 1, 20),
  ])

  hook.fail(() => ({ status: 503 }))
  await second.send('four', 1, 5)
  execFileSync('prlimit', [`--pid=${second.child.pid}`, '--fsize=1:unlimited'])
  hook.fail(undefined)
  await eventually(() => hook.received.length).toBe(65)
  await second.printed(/what was relayed could not be noted/)
  execFileSync('prlimit', [`--pid=${second.child.pid}`, '--fsize=unlimited:unlimited'])
  await second.send('four', 6, 5)
  await eventually(() => hook.received.length).toBe(70)
  expect(keysOf(hook.received).slice(60)).toEqual(numbers('four', 1, 10))
})
