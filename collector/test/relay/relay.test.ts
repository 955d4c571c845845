import { expect, it } from 'vitest'
import { get } from '../support/activity.ts'
import { command } from '../support/command.ts'
import { postTrack } from '../support/profile-store.ts'
import { eventually, key, numbers, quick, relaying } from './support/relaying.ts'
import {
  type Fault,
  kalturaService,
  profileStoreService,
  type Received,
  rivetService,
  webhook,
} from './support/upstreams.ts'

const profileKey = 'the-profile-store-key-4711'
const secret = 'the-webhook-secret-4711'
const secrets = { PROFILE_KEY: profileKey, WEBHOOK_SECRET: secret }

const keysOf = (received: readonly Received[]): string[] => [...new Set(received.map(({ key }) => key))]
const inOrder = (received: readonly Received[], sender: string): string[] =>
  keysOf(received.filter((each) => each.sender === sender))

const services = async () => {
  const [rivet, kaltura, profiles, hook] = await Promise.all([
    rivetService(),
    kalturaService(),
    profileStoreService(profileKey),
    webhook(secret),
  ])
  const targets = {
    rivet: { kind: 'rivet', url: rivet.url, ...quick },
    video: { kind: 'kaltura', url: kaltura.url, ...quick },
    profiles: {
      kind: 'profile-store',
      url: profiles.url,
      key: { env: 'PROFILE_KEY' },
      dialects: ['rivet', 'kaltura', 'profile-store'],
      ...quick,
    },
    hook: { kind: 'events', url: hook.url, secret: { env: 'WEBHOOK_SECRET' }, ...quick },
  }
  return { rivet, kaltura, profiles, hook, targets }
}

it('brings every event to each service once and in order, whatever goes wrong there, and keeps secrets', async () => {
  const { rivet, kaltura, profiles, hook, targets } = await services()
  const elsewhere = await rivetService()
  const faults: readonly Fault[] = [
    { status: 503, headers: { 'retry-after': '0' } },
    { status: 429, headers: { 'retry-after': '0' } },
    { status: 500, body: 'x'.repeat(100_000) },
    { status: 302, headers: { location: elsewhere.url } },
    { status: 401, body: `not ${profileKey} and not ${secret}` },
    { status: 404 },
    'cut',
    'hang',
    'endless',
  ]
  const seen: Fault[] = []
  /** Every other request, until there was each of them. */
  const failing = ({ fail }: typeof rivet | typeof hook) => {
    const waiting = [...faults]
    let count = 0
    fail(() => {
      count += 1
      const fault = count % 2 === 0 ? waiting.shift() : undefined
      if (fault !== undefined) seen.push(fault)
      return fault
    })
  }
  for (const upstream of [kaltura, profiles, hook]) failing(upstream)
  // Until the log says so: it looks twice a second, and what is short is not worth a line.
  rivet.fail(() => faults[0])
  const relay = await relaying(targets, secrets)
  await relay.send('one', 1, 150)
  await relay.printed(/"target":"rivet",[^\n]*the relay has to wait/)
  failing(rivet)
  await relay.send('two', 1, 150)
  for (let index = 1; index <= 20; index += 1)
    await fetch(
      `${relay.url}/collect?service=analytics&action=trackEvent&sessionId=s1&eventIndex=${index}&eventType=3&entryId=e&ks=the-kaltura-session`,
    )
  const tracked = Array.from({ length: 40 }, (_, at) => ({
    deviceId: 'device',
    eventType: 'home',
    value: 'v',
    trackId: `three.${at + 1}`,
  }))
  await postTrack(relay.url, 'TrackBulk', tracked, { authorization: `epi-single ${key}` })

  await eventually(() => inOrder(rivet.received, 'one').length + inOrder(rivet.received, 'two').length).toBe(
    300,
  )
  await eventually(() => keysOf(kaltura.received).length).toBe(20)
  await eventually(() => profiles.received.length).toBe(360)
  await eventually(() => hook.received.length).toBe(360)
  expect(seen.length).toBe(4 * faults.length)
  expect(elsewhere.requests).toEqual([])
  for (const { received } of [rivet, profiles, hook]) {
    expect(inOrder(received, 'one')).toEqual(numbers('one', 1, 150))
    expect(inOrder(received, 'two')).toEqual(numbers('two', 1, 150))
  }
  // What was answered came once. Which answers were heard, the relay knows alone: what it gave up waiting for comes again.
  const answered = async () =>
    (await relay.news()).targets.map(({ target, sent, requests }) => [target, sent, requests['2']])
  await eventually(answered).toEqual(
    expect.arrayContaining([
      ['rivet', 300, 300],
      ['video', 20, 20],
    ]),
  )
  expect(inOrder(kaltura.received, 's1')).toEqual(numbers('s1', 1, 20))
  expect(inOrder(profiles.received, 'three')).toEqual(numbers('three', 1, 40))

  const told = [JSON.stringify(await relay.news()), await (await fetch(`${relay.url}/healthz`)).text()].join()
  await relay.kill('SIGTERM')
  const { stdout, stderr, code } = await relay.ended
  expect(code).toBe(0)
  for (const hidden of [profileKey, secret, 'in-the-address-4711', 'the-kaltura-session'])
    expect(`${told}${stdout}${stderr}`).not.toContain(hidden)
})

it('says events of one dialect in the words of another', async () => {
  const { rivet, profiles, hook, targets } = await services()
  const relay = await relaying(
    { ...targets, rivet: { ...targets.rivet, dialects: ['rivet', 'kaltura', 'profile-store'] } },
    secrets,
  )
  await get(
    relay.url,
    'd=1795000000&c=shop&a=buy&l1=product&v1=mug&u=V1&i=S1&rr=https%3A%2F%2Fshop.example%2F&q=(t:(a:b))',
  )
  const video =
    'sessionId=s1&eventIndex=1&eventType=35&entryId=e1&targetPosition=60&ks=secret-session&persistentSessionId=V2'
  await fetch(`${relay.url}/collect?${video}&referrer=https%253A%252F%252Fshop.example%252Ffilm`)
  await postTrack(
    relay.url,
    'Track',
    {
      deviceId: 'V3',
      eventType: 'basket/open',
      value: 'Opened the basket',
      scope: 'eu',
      payload: { duration: 12 },
    },
    { authorization: `epi-single ${key}` },
  )
  await eventually(() => [rivet, profiles, hook].map(({ received }) => keysOf(received).length)).toEqual([
    3, 3, 3,
  ])
  const at = (received: readonly Received[], field: string, value: string) =>
    received.find(({ said }) => said[field] === value)?.said
  expect(at(rivet.received, 'u', 'V1')).toEqual({
    d: '1795000000',
    c: 'shop',
    a: 'buy',
    l1: 'product',
    v1: 'mug',
    q: '(t:(a:b))',
    u: 'V1',
    i: 'S1',
    rr: 'https://shop.example/',
  })
  expect(at(rivet.received, 'u', 'V2')).toMatchObject({
    c: 'media',
    a: 'seek',
    l1: 'entryId',
    v1: 'e1',
    l2: 'targetPosition',
    v2: '60',
    i: 's1',
    rr: 'https://shop.example/film',
  })
  expect(at(rivet.received, 'u', 'V3')).toMatchObject({
    c: 'basket',
    a: 'open',
    l1: 'value',
    v1: 'Opened the basket',
    t: '12',
  })
  expect(at(profiles.received, 'deviceId', 'V1')).toMatchObject({
    eventType: 'shop/buy',
    value: 'shop/buy',
    sessionId: 'S1',
    pageUri: 'https://shop.example/',
    payload: { category: 'shop', labels: { product: 'mug' }, qualifiers: { t: { a: 'b' } } },
  })
  const seek = at(profiles.received, 'deviceId', 'V2')
  expect(seek).toMatchObject({
    eventType: 'kaltura/seek',
    pageUri: 'https://shop.example/film',
    payload: { entryId: 'e1' },
  })
  expect(JSON.stringify(seek)).not.toContain('secret-session')
  expect(at(profiles.received, 'deviceId', 'V3')).toMatchObject({ eventType: 'basket/open', scope: 'eu' })

  // What any address is sent is what `export` writes.
  const exported = await command(['export', '--store', relay.store]).ended
  const lines = exported.stdout.trimEnd().split('\n')
  expect(hook.received.map(({ said }) => JSON.stringify(said)).sort()).toEqual(lines.sort())
})

it('sends a target what its filter wants, from where it begins', async () => {
  const { hook, profiles, targets } = await services()
  const first = await relaying({ hook: { ...targets.hook, types: ['shop/*'] } }, secrets)
  await first.send('before', 1, 3)
  await eventually(() => hook.received.length).toBe(3)
  await first.kill('SIGTERM')
  const later = await relaying(
    {
      hook: { ...targets.hook, types: ['shop/leave', 'basket/*'] },
      profiles: { ...targets.profiles, from: 'beginning', scopes: ['default'], dialects: ['rivet'] },
    },
    secrets,
    first.folder,
  )
  await later.send('after', 1, 2)
  await get(later.url, 'd=1795000000&c=shop&a=leave&u=V')
  await get(later.url, 'd=1795000000&c=basket&a=open&u=V')
  await postTrack(
    later.url,
    'Track',
    { deviceId: 'V', eventType: 'shop/leave', value: 'v', scope: 'eu' },
    { authorization: `epi-single ${key}` },
  )
  await eventually(() =>
    hook.received
      .slice(3)
      .map(({ said }) => said.EventType)
      .sort(),
  ).toEqual(['basket/open', 'shop/leave', 'shop/leave'])
  const expected = ['basket/open', ...Array.from({ length: 5 }, () => 'shop/buy'), 'shop/leave']
  await eventually(() => profiles.received.map(({ said }) => said.eventType).sort()).toEqual(expected)
})
