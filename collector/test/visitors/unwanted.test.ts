import { expect, it } from 'vitest'
import { listening } from '../support/command.ts'
import { sendFrom } from '../support/from-address.ts'
import { key, least, withKey } from '../support/profile-store.ts'
import { running, sendersOf } from '../support/running.ts'

const metricsKey = 'the-metrics-key-of-tests'
const origin = 'https://shop.example'
const settings = { keys: [{ key }], origins: [origin], metrics: true, metricsKeys: [metricsKey] }

const browser =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
const bot = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'

const batch =
  '?k=one&h=recorded.2.delivered.0\n?k=one\nd=1795000000&c=a&a=b&n=1\nd=1795000000&c=a&a=b&n=2\nd=1795000000&c=a&n=3'

/** Sends events of every protocol. @returns the answers */
async function sendAll(port: number, { from, agent = browser }: { from?: string; agent?: string }) {
  const headers = { origin, 'user-agent': agent }
  const sender = from === undefined ? {} : { from }
  const rivet = await sendFrom(port, { body: batch, headers, ...sender })
  const kaltura = await sendFrom(port, {
    path: '/collect',
    body: 'eventType=3&sessionId=a',
    headers,
    ...sender,
  })
  const single = await sendFrom(port, { method: 'GET', path: '/collect?eventType=2', headers, ...sender })
  const track = await sendFrom(port, {
    path: '/api/v1.0/TrackBulk',
    body: JSON.stringify([least, least, least]),
    headers,
    ...sender,
  })
  return [rivet, kaltura, single, track]
}

const storedIn = (answers: readonly { readonly body: unknown }[]) =>
  answers.map(({ body }) => (body as { readonly stored?: number }).stored)

async function counts(url: string): Promise<Record<string, number>> {
  const response = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${metricsKey}` } })
  const lines = (await response.text())
    .split('\n')
    .filter((line) => /^rivulet_(bot_)?events_total\{/.test(line))
  return Object.fromEntries(
    lines.map((line) => {
      const [, series = '', value] = /^rivulet_(.*) (\d+)$/.exec(line) ?? []
      return [series.replace('_total', '').replaceAll(/(dialect|outcome)=|"/g, ''), Number(value)]
    }),
  )
}

it.each([
  ['keep', 'stored', [null, null]],
  ['mark', 'stored', ['bot', 'bot']],
  ['drop', 'dropped', []],
] as const)('with --bots %s events of bots are %s, and counted', async (bots, outcome, marks) => {
  const { port, url, rows, file } = await running({ ...settings, bots })
  const answers = await sendAll(port, { agent: bot })
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  expect(storedIn(answers)).toEqual([2, 1, undefined, 3])
  expect(rows().map(({ traffic }) => traffic)).toEqual(marks.length === 0 ? [] : Array(7).fill(marks[0]))
  expect(sendersOf(file)).toHaveLength(bots === 'drop' ? 0 : 1)
  expect(await counts(url)).toEqual({
    'bot_events{rivet}': 2,
    'bot_events{kaltura}': 2,
    'bot_events{profile-store}': 3,
    [`events{rivet,${outcome}}`]: 2,
    'events{rivet,rejected}': 1,
    [`events{kaltura,${outcome}}`]: 2,
    [`events{profile-store,${outcome}}`]: 3,
    ...(outcome === 'stored' && {
      'events{rivet,repeated}': 0,
      'events{kaltura,repeated}': 0,
      'events{profile-store,repeated}': 0,
    }),
  })
})

it('takes browsers and servers for no bots, and a program that has no key for one', async () => {
  const { port, rows, url } = await running({ ...settings, bots: 'mark' })
  await sendFrom(port, { body: 'd=1795000000&c=a&a=b', headers: { 'user-agent': browser } })
  const server = { ...withKey, 'user-agent': 'node' }
  await sendFrom(port, { path: '/api/v1.0/Track', body: JSON.stringify(least), headers: server })
  await sendFrom(port, { body: 'd=1795000000&c=a&a=b', headers: { 'user-agent': 'curl/8.14.1' } })
  expect(rows().map(({ traffic }) => traffic)).toEqual([null, null, 'bot'])
  const ask = async (filter: string) => {
    const answer = await fetch(`${url}/api/v2.0/TrackEvents?$filter=${filter}`, { headers: withKey })
    return ((await answer.json()) as { total: number }).total
  }
  expect([await ask("TrafficType eq 'bot'"), await ask("TrafficType ne 'bot'")]).toEqual([1, 2])
})

it('takes an endless user agent for what its beginning says', async () => {
  const { port, rows } = await running({ ...settings, bots: 'mark' })
  const headers = { 'user-agent': `${browser} ${'a b/1.0 '.repeat(4000)} Googlebot` }
  await sendFrom(port, { body: 'd=1795000000&c=a&a=b', headers })
  expect(rows().map(({ traffic }) => traffic)).toEqual([null])
})

it.each(['127.0.7.9', '127.0.7.0/24', '::ffff:127.0.7.0/120'])(
  'leaves out what comes from %s',
  async (range) => {
    const { port, url, rows, file } = await running({ ...settings, bots: 'drop', ignoreAddresses: [range] })
    const answers = await sendAll(port, { from: '127.0.7.9', agent: bot })
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(storedIn(answers)).toEqual([2, 1, undefined, 3])
    expect([rows(), sendersOf(file)]).toEqual([[], []])
    // Nobody sends again what is not wanted.
    const question = await sendFrom(port, { body: '?k=one\nn=1\nn=2', from: '127.0.7.9' })
    expect(question.body).toMatchObject({ stored: 0, missing: [] })
    expect(await counts(url)).toEqual({
      'events{rivet,ignored}': 2,
      'events{rivet,rejected}': 1,
      'events{kaltura,ignored}': 2,
      'events{profile-store,ignored}': 3,
    })
    await sendAll(port, { from: '127.0.8.9' })
    expect(rows()).toHaveLength(7)
    const others = await sendFrom(port, { body: '?k=two\nn=1', from: '127.0.8.9' })
    expect(others.body).toMatchObject({ missing: [1] })
  },
)

it('leaves out the visitor of its own that a server tells of, and not the server', async () => {
  const { port, rows } = await running({ ...settings, ignoreAddresses: ['127.0.7.0/24', '2001:db8::/32'] })
  const answer = await sendFrom(port, {
    path: '/api/v1.0/TrackBulk',
    body: JSON.stringify([
      { ...least, remoteAddress: '2001:db8::7' },
      { ...least, remoteAddress: '127.0.7.1' },
      { ...least, remoteAddress: '192.0.2.1' },
      least,
      { eventType: 'home' },
    ]),
    headers: withKey,
    from: '127.0.7.9',
  })
  expect(answer.body).toMatchObject({ stored: 4, repeated: 0, rejected: [{ line: 5 }] })
  expect(rows().map(({ address }) => address)).toEqual(['192.0.2.1', null])
})

it('finds its own addresses behind a proxy', async () => {
  const { port, rows } = await running({ trustProxy: ['127.0.0.1'], ignoreAddresses: ['203.0.113.0/24'] })
  for (const address of ['203.0.113.7', '198.51.100.7', '203.0.113.7, 198.51.100.7'])
    await sendFrom(port, { body: 'd=1795000000&c=a&a=b', headers: { 'x-forwarded-for': address } })
  expect(rows()).toHaveLength(2)
})

it('says in the log how much was left out', async () => {
  const { child, port, ended } = await listening(['--store', ':memory:', '--bots', 'drop'], [], {
    RIVULET_IGNORE_ADDRESS: '127.0.7.0/24, ::1',
  })
  await sendFrom(port, { body: batch, headers: { 'user-agent': bot } })
  await sendFrom(port, { method: 'GET', path: '/collect?eventType=2', from: '127.0.7.9' })
  child.kill('SIGTERM')
  const { stdout } = await ended
  const line = stdout.split('\n').find((each) => each.includes('refused'))!
  expect(JSON.parse(line)).toMatchObject({
    events: { 'rivet a': 1, 'rivet dropped': 2, 'kaltura ignored': 1 },
  })
  expect(stdout).not.toContain('127.0.7')
})
