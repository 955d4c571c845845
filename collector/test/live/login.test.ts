import { expect, it } from 'vitest'
import { createSessions, sessionLimits } from '../../src/live/access/sessions.ts'
import { ask } from '../support/ask.ts'
import { liveKey, loggedIn, sendKey, setCookie } from '../support/login.ts'
import { running } from '../support/running.ts'
import { openViewer } from '../support/viewer.ts'

const options = { live: true, liveKeys: ['another-live-key-of-somebody', liveKey] }
const closed = [
  '/live/summary',
  '/live/events',
  '/live/delivery',
  '/live/gaps?sender=a',
  '/live/playback?session=S',
]

it('wants a login on loopback too, once a key is set', async () => {
  const { port } = await running(options)
  const page = await ask(port, '/live')
  // Relative, so that it leads there behind a proxy's prefix, too.
  expect([page.status, page.headers.location]).toEqual([303, 'live/login'])
  for (const path of closed) {
    const { status, headers, body } = await ask(port, path)
    expect([path, status, JSON.parse(body)]).toEqual([path, 401, { error: 'log in at /live/login' }])
    expect(headers['www-authenticate']).toBe('form location="/live/login"')
  }
  const form = await ask(port, '/live/login')
  expect([form.status, form.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
  expect(form.body).toMatch(/<form method="post" action="login">/)
  expect(form.headers['content-security-policy']).toContain("frame-ancestors 'none'")
  expect(form.headers['cache-control']).toBe('no-store')
})

it('lets in whoever has one of the keys, and keeps a session that no script and no other site can use', async () => {
  const { port } = await running(options)
  for (const each of options.liveKeys) {
    const answer = await sendKey(port, each)
    expect([answer.status, answer.headers.location]).toEqual([303, '../live'])
    expect(setCookie(answer)).toMatch(/^rivulet-live=[\w-]{43}; Max-Age=43200; HttpOnly; SameSite=Strict$/)
    const cookie = setCookie(answer).split(';')[0]!
    const page = await ask(port, '/live', { headers: { cookie } })
    expect(page.status).toBe(200)
    expect(page.body).toContain('>Log out<')
    for (const path of closed)
      expect([path, (await ask(port, path, { headers: { cookie } })).status]).toEqual([path, 200])
    expect((await ask(port, '/live/login', { headers: { cookie } })).headers.location).toBe('../live')
  }
})

it('keeps the cookie to HTTPS where the login came by it', async () => {
  const publicUrl = 'https://events.shop.example'
  const { port } = await running({ ...options, publicUrls: [publicUrl], trustProxy: ['127.0.0.1'] })
  const answer = await sendKey(port, liveKey, { host: 'events.shop.example', origin: publicUrl })
  expect(setCookie(answer)).toContain('; Secure')
  // A proxy that puts another name in place of the one it was asked by.
  const renamed = await sendKey(port, liveKey, { host: `127.0.0.1:${port}`, origin: publicUrl })
  expect([renamed.status, setCookie(renamed)]).toEqual([303, expect.stringContaining('; Secure')])
})

it.each([
  ['no key', ''],
  ['a wrong one', 'the-live-key-of-the-testr'],
  ['its beginning', liveKey.slice(0, -1)],
  ['more than it', `${liveKey}x`],
  ['all of them', options.liveKeys.join(',')],
  ['a key of another kind', '0123456789abcdef-all'],
])('keeps out whoever has %s', async (_what, key) => {
  const { port } = await running({ ...options, keys: [{ key: '0123456789abcdef-all' }] })
  const answer = await sendKey(port, key)
  expect([answer.status, setCookie(answer)]).toEqual([403, ''])
  expect(answer.body).toContain('That is not the key.')
  if (key !== '') expect(answer.body).not.toContain(key)
})

it.each<[what: string, headers: Record<string, string>]>([
  ['another site', { origin: 'https://evil.example' }],
  ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
  ['a page without an origin', { origin: 'null' }],
  ['nowhere', { origin: '' }],
  ['another site, as the browser says', { 'sec-fetch-site': 'cross-site' }],
  ['another port, as the browser says', { 'sec-fetch-site': 'same-site' }],
  ['a name that leads here', { host: 'evil.example', origin: 'http://evil.example' }],
])('takes neither a login nor a logout from %s', async (_what, headers) => {
  const { port } = await running(options)
  const cookie = await loggedIn(port)
  const answer = await sendKey(port, liveKey, headers)
  expect([403, 421]).toContain(answer.status)
  expect(setCookie(answer)).toBe('')
  const out = await ask(port, '/live/logout', {
    method: 'POST',
    headers: { origin: `http://127.0.0.1:${port}`, cookie, ...headers },
  })
  expect([403, 421]).toContain(out.status)
  expect((await ask(port, '/live/summary', { headers: { cookie } })).status).toBe(200)
})

it('takes no login by GET, in JSON, or in a form that is too long', async () => {
  const { port } = await running(options)
  const origin = `http://127.0.0.1:${port}`
  expect((await ask(port, `/live/login?key=${liveKey}`)).headers['set-cookie']).toBeUndefined()
  const json = {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: `{"key":"${liveKey}"}`,
  }
  expect((await ask(port, '/live/login', json)).headers['set-cookie']).toBeUndefined()
  const form = { origin, 'content-type': 'application/x-www-form-urlencoded' }
  const body = `key=${liveKey}&filler=${'x'.repeat(5000)}`
  expect((await ask(port, '/live/login', { method: 'POST', headers: form, body })).status).toBe(413)
  const twice = await ask(port, '/live/login', {
    method: 'POST',
    headers: form,
    body: `key=wrong&key=${liveKey}`,
  })
  expect(twice.status).toBe(403)
})

it('ends a session and its streams with a logout, and with the next login of the same browser', async () => {
  const { port, url } = await running(options)
  const cookie = await loggedIn(port)
  const viewer = await openViewer(url, { cookie })
  const out = await ask(port, '/live/logout', { method: 'POST', headers: { origin: url, cookie } })
  expect([out.status, out.headers.location]).toEqual([303, 'login'])
  expect(setCookie(out)).toMatch(/^rivulet-live=; Max-Age=0; HttpOnly; SameSite=Strict$/)
  expect(await viewer.message()).toBeUndefined()
  expect((await ask(port, '/live/summary', { headers: { cookie } })).status).toBe(401)

  const before = await loggedIn(port)
  const after = await loggedIn(port, { cookie: before })
  expect(after).not.toBe(before)
  expect((await ask(port, '/live/summary', { headers: { cookie: before } })).status).toBe(401)
  expect((await ask(port, '/live/summary', { headers: { cookie: after } })).status).toBe(200)
})

it.each([
  'rivulet-live=',
  'rivulet-live=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  'rivulet-live=__proto__',
  'rivulet-live=%00',
  ';=;',
  'rivulet-live="',
  `rivulet-live=${'x'.repeat(8000)}`,
])('knows no session by the cookie %.40s', async (cookie) => {
  const { port } = await running(options)
  await loggedIn(port)
  expect((await ask(port, '/live/summary', { headers: { cookie } })).status).toBe(401)
})

it('lets an address try ten wrong keys a minute, then not even the right one, and no other with it', async () => {
  const { port } = await running({ ...options, trustProxy: ['127.0.0.1'] })
  const from = (address: string, key: string) => sendKey(port, key, { 'x-forwarded-for': address })
  for (let at = 0; at < 10; at += 1) expect((await from('192.0.2.1', 'a wrong key')).status).toBe(403)
  const limited = await from('192.0.2.1', liveKey)
  expect([limited.status, setCookie(limited)]).toEqual([429, ''])
  expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0)
  expect(limited.body).toMatch(/Too many wrong keys\. Try again in \d+ seconds\./)
  expect((await from('192.0.2.2', liveKey)).status).toBe(303)
})

it.each([
  ['ports', (at: number) => `192.0.2.1:${40_000 + at}`],
  ['garbage', (at: number) => `garbage-${at}`],
  ['addresses of one IPv6 network', (at: number) => `2001:db8::${at}`],
])('counts the tries of whom a proxy hands on with ever new %s as one’s', async (_what, address) => {
  const { port } = await running({ ...options, trustProxy: ['127.0.0.1'] })
  const statuses: number[] = []
  for (let at = 0; at < 11; at += 1)
    statuses.push((await sendKey(port, 'a wrong key', { 'x-forwarded-for': address(at) })).status)
  expect(statuses).toEqual([...Array(10).fill(403), 429])
})

it('ends a session after twelve hours, and the oldest for the hundred-and-first', () => {
  let now = 0
  const sessions = createSessions(() => now)
  const first = sessions.open()
  const session = sessions.find(first)!
  now = sessionLimits.seconds * 1000 - 1
  expect([sessions.find(first), sessions.isOpen(session)]).toEqual([session, true])
  now += 1
  expect([sessions.isOpen(session), sessions.find(first)]).toEqual([false, undefined])
  const tokens = Array.from({ length: sessionLimits.sessions + 1 }, () => sessions.open())
  expect(new Set(tokens).size).toBe(tokens.length)
  expect(tokens.map((token) => sessions.find(token) !== undefined)).toEqual([false, ...Array(100).fill(true)])
})

it('keeps nobody out who has logged in, whoever else holds how many streams', async () => {
  const { port, url } = await running(options)
  const hoarders = await Promise.all(Array.from({ length: 5 }, () => loggedIn(port)))
  const held = await Promise.all(
    hoarders.flatMap((cookie) => Array.from({ length: 20 }, () => openViewer(url, { cookie }))),
  )
  expect(held).toHaveLength(100)
  const mine = await openViewer(url, { cookie: await loggedIn(port) })
  // Whoever comes next takes the place of a hoarder, too, and not mine, which is the newest but the only one of its own.
  const next = await openViewer(url, { cookie: await loggedIn(port) })
  await ask(port, '/track/activity?d=1795000000&c=embed&a=view')
  expect([(await mine.update()).total, (await next.update()).total]).toEqual([1, 1])
  const left = await Promise.all(held.map(async ({ message }) => (await message())?.event))
  expect(left.filter((event) => event === 'replaced')).toHaveLength(2)
  expect(left.filter((event) => event === 'events')).toHaveLength(98)
})
