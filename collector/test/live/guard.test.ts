import { expect, it, onTestFinished } from 'vitest'
import { createCollector } from '../../src/collector.ts'
import { type Asking, ask } from '../support/ask.ts'
import { liveKey, loggedIn } from '../support/login.ts'
import { key, withKey } from '../support/profile-store.ts'
import { running } from '../support/running.ts'

/** All that shows something of events. */
const shown = [
  '/live',
  '/live/summary',
  '/live/events',
  '/live/delivery',
  '/live/gaps?sender=a',
  '/live/playback?session=S',
]

const statuses = (port: number, asking: Asking = {}) =>
  Promise.all(shown.map(async (path) => (await ask(port, path, asking)).status))

const all = (status: number) => Array(shown.length).fill(status)

it.each([
  'localhost',
  'localhost:4000',
  'LocalHost:4000',
  '127.0.0.1',
  '127.8.8.8:80',
  '[::1]',
  '[::1]:4000',
  'collector.localhost:4000',
])('answers to the name %s, which leads to this machine for everybody', async (host) => {
  const { port } = await running({ live: true })
  expect(await statuses(port, { headers: { host } })).toEqual(all(200))
})

it.each([
  'evil.example',
  'evil.example:4000',
  'localhost.evil.example',
  '127.0.0.1.evil.example',
  'notlocalhost',
  'localhost.',
  '0.0.0.0:4000',
  '0x7f.1',
  '2130706433',
  '[::ffff:127.0.0.1]',
  '192.168.0.7:4000',
  'localhost@evil.example',
  'evil.example#localhost',
  'localhost, evil.example',
])('refuses the name %j, which a page of anybody’s may have (DNS rebinding)', async (host) => {
  const { port } = await running({ live: true })
  for (const method of ['GET', 'HEAD']) {
    const asked = await Promise.all(
      ['/live', '/live/summary', '/live/delivery', '/live/login'].map((path) =>
        ask(port, path, { method, headers: { host } }),
      ),
    )
    expect(asked.map(({ status }) => status)).toEqual([421, 421, 421, 421])
  }
  const { body } = await ask(port, '/live/summary', { headers: { host } })
  expect(JSON.parse(body).error).toContain('--public-url')
})

it('takes events from pages by any name, and reads none of them by it', async () => {
  const { port, rows } = await running({ live: true, keys: [{ key }] })
  const headers = { host: 'evil.example', origin: 'http://evil.example' }
  const event = '/track/activity?d=1795000000&c=embed&a=view'
  expect((await ask(port, event, { headers })).status).toBe(200)
  expect(rows()).toHaveLength(1)
  // Questions want a key, which no page has and no browser adds.
  expect((await ask(port, '/api/v2.0/TrackEvents', { headers })).status).toBe(401)
  expect((await ask(port, '/api/v2.0/TrackEvents', { headers: { ...headers, ...withKey } })).status).toBe(200)
})

it.each([
  '/LIVE',
  '/Live/summary',
  '/LIVE/summary',
  '/live/Summary',
  '/live/EVENTS',
  '/%6Cive',
  '/%6cive/summary',
  '/live%2Fsummary',
  '/live/%73ummary',
  '/live%2fsummary',
  '//live',
  '//live/summary',
  '/live//summary',
  '/./live',
  '/live/./summary',
  '/x/../live',
  '/live/../live/summary',
  '/live;x',
  '/live;/summary',
  '/live/summary;x',
  '/live/summary/',
  '/live/',
  '/live/summary#x',
  '/live#/x',
  '/live\\summary',
  '\\live',
  'http://127.0.0.1/live/summary',
  'http://evil.example/live/summary',
  'https://localhost/live',
  '/live/summary%00',
  '/live%20',
  '/live.',
  '/%2e/live',
  '/l%C4%B1ve/summary',
  '/\u017Five',
])('does not serve the live page at %s, which a proxy’s rule for /live would let pass', async (path) => {
  const { port } = await running({ live: true })
  const { status, body } = await ask(port, Buffer.from(path).toString('latin1'))
  expect([400, 404]).toContain(status)
  expect(JSON.parse(body)).toEqual({ error: expect.any(String) })
})

it('serves nothing of a caller’s own in place of the live page that is written in another way', async () => {
  const collector = await createCollector({ store: ':memory:', logLevel: 'silent', live: true })
  onTestFinished(() => collector.close())
  collector.get('/*', async () => 'a file')
  const { port } = new URL(await collector.listen({ host: '127.0.0.1', port: 0 }))
  expect((await ask(Number(port), '/LIVE/summary')).status).toBe(404)
  expect((await ask(Number(port), '/shop.html')).body).toBe('a file')
})

it('minds no case where the Profile Store’s clients write its paths', async () => {
  const { port } = await running({ keys: [{ key }] })
  expect((await ask(port, '/API/v2.0/trackevents', { headers: withKey })).status).toBe(200)
})

it.each<[what: string, headers: Record<string, string>]>([
  ['an image', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }],
  ['a script', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' }],
  ['a stream', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' }],
  [
    'a page of another port',
    { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' },
  ],
  ['a frame', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' }],
  ['a browser that tells its origin alone', { origin: 'https://evil.example' }],
  ['a page without an origin', { origin: 'null' }],
  ['a page of another port that tells its origin', { origin: 'http://127.0.0.1:1' }],
])('refuses what %s of another site asks', async (_what, headers) => {
  const { port } = await running({ live: true })
  expect(await statuses(port, { headers })).toEqual(all(403))
})

it('opens for a link on another site, and answers its own page', async () => {
  const { port } = await running({ live: true })
  const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
  expect((await ask(port, '/live', { headers: link })).status).toBe(200)
  // Only the page itself: nothing holds a stream in a window that was opened for it.
  expect(await statuses(port, { headers: link })).toEqual([200, ...all(403).slice(1)])
  const own = { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' }
  expect(await statuses(port, { headers: own })).toEqual(all(200))
  const telling = { host: `localhost:${port}`, origin: `http://localhost:${port}` }
  expect(await statuses(port, { headers: telling })).toEqual(all(200))
})

it.each<[what: string, header: string]>([
  ['nginx, as most have it', 'x-real-ip'],
  ['nginx', 'x-forwarded-for'],
  ['Apache', 'x-forwarded-host'],
  ['Caddy', 'x-forwarded-proto'],
  ['a proxy that knows RFC 7239', 'forwarded'],
  ['HAProxy', 'x-client-ip'],
  ['Varnish', 'via'],
  ['Cloudflare', 'cf-connecting-ip'],
])('shows nothing to others behind %s on this machine, where no key is set', async (_what, header) => {
  const { port } = await running({ live: true })
  expect(await statuses(port, { headers: { [header]: '192.0.2.7' } })).toEqual(all(403))
})

it('shows nothing by HTTP/1.0, which is how nginx speaks to what is behind it', async () => {
  const { port } = await running({ live: true })
  const { exchange } = await import('../support/exchange.ts')
  const [answer] = await exchange(port, 'GET /live/summary HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n')
  expect(answer?.status).toBe(403)
})

it.each([
  ['closes the connection after the answer, as nginx does', { connection: 'close' }],
  ['says nothing of the connection, as nginx does since 1.29.7', { connection: '' }],
  ['upgrades it', { connection: 'upgrade', upgrade: 'websocket' }],
])('shows nothing to what %s: no browser in front of this machine does', async (_what, headers) => {
  const { port } = await running({ live: true })
  expect(await statuses(port, { headers: headers as Record<string, string> })).toEqual(all(403))
})

it.each([{ trustProxy: ['127.0.0.1'] }, { publicUrls: ['https://events.shop.example'] }])(
  'shows nothing without a key where %j says that others can reach it',
  async (options) => {
    const { port } = await running({ live: true, ...options })
    expect(await statuses(port)).toEqual(all(403))
    const { body, headers } = await ask(port, '/live', { headers: { accept: 'text/html' } })
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    for (const said of ['RIVULET_LIVE_KEY', '--live-key-file', '--public-url']) expect(body).toContain(said)
  },
)

it('shows nothing without a key on an address that is not loopback, and says so in its log', async () => {
  const lines: string[] = []
  const write = process.stdout.write
  process.stdout.write = ((line: string) => lines.push(line) > 0) as typeof write
  onTestFinished(() => void Object.assign(process.stdout, { write }))
  const collector = await createCollector({ store: ':memory:', logLevel: 'warn', live: true })
  onTestFinished(() => collector.close())
  const { port } = new URL(await collector.listen({ host: '0.0.0.0', port: 0 }))
  expect(await statuses(Number(port))).toEqual(all(403))
  expect((await ask(Number(port), '/track/activity?d=1&c=a&a=b')).status).toBe(200)
  expect(lines.join('')).toContain(
    'the live page is shown to nobody: set RIVULET_LIVE_KEY or --live-key-file',
  )
})

it('shows it on an address that is not loopback to whoever has logged in', async () => {
  const publicUrls = ['https://events.shop.example']
  const collector = await createCollector({
    store: ':memory:',
    logLevel: 'silent',
    live: true,
    liveKeys: [liveKey],
    publicUrls,
  })
  onTestFinished(() => collector.close())
  const port = Number(new URL(await collector.listen({ host: '0.0.0.0', port: 0 })).port)
  const outside = { host: 'events.shop.example', origin: publicUrls[0]! }
  const cookie = await loggedIn(port, outside)
  expect(await statuses(port, { headers: { host: outside.host } })).toEqual([303, ...all(401).slice(1)])
  expect(await statuses(port, { headers: { host: outside.host, cookie } })).toEqual(all(200))
  expect(await statuses(port, { headers: { host: 'evil.example', cookie } })).toEqual(all(421))
})
