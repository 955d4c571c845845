import { describe, expect, it } from 'vitest'
import { ask } from '../support/ask.ts'
import { liveKey } from '../support/login.ts'
import { key, withKey } from '../support/profile-store.ts'
import { caddy, hasCaddy, hasNginx, nginx } from '../support/proxy.ts'
import { running } from '../support/running.ts'

/** All that shows something of events. */
const shown = [
  '/live',
  '/live/summary',
  '/live/events',
  '/live/delivery',
  '/live/gaps?sender=a',
  '/live/login',
]

/** The simplest rule that passes everything below a prefix, in the words of each. */
const rules: readonly (readonly [
  what: string,
  isThere: boolean,
  start: (port: number) => Promise<number>,
])[] = [
  ['nginx', hasNginx, (port) => nginx(`location /e/ { proxy_pass http://127.0.0.1:${port}/; }`)],
  [
    'nginx with HTTP/1.1',
    hasNginx,
    (port) => nginx(`location /e/ { proxy_pass http://127.0.0.1:${port}/; proxy_http_version 1.1; }`),
  ],
  // What nginx does by itself since 1.29.7: https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_http_version
  [
    'nginx that keeps its connections',
    hasNginx,
    (port) =>
      nginx(
        `location /e/ { proxy_pass http://127.0.0.1:${port}/; proxy_http_version 1.1; proxy_set_header Connection ""; }`,
      ),
  ],
  ['Caddy', hasCaddy, (port) => caddy(`handle_path /e/* {\n reverse_proxy 127.0.0.1:${port}\n}`)],
]

describe.each(rules)('%s, which passes all below a prefix by its simplest rule', (_what, isThere, start) => {
  it.skipIf(!isThere)('passes events, and publishes neither live page nor questions', async () => {
    const { port, rows, url } = await running({ live: true, keys: [{ key }], origins: [] })
    const proxy = await start(port)
    const body = '?k=a\nd=1795000000&c=embed&a=view&n=1'
    const sent = await ask(proxy, '/e/track/activity', { method: 'POST', body })
    expect([sent.status, JSON.parse(sent.body)]).toMatchObject([200, { stored: 1 }])
    expect(rows()).toHaveLength(1)
    const asked = await Promise.all(shown.map((path) => ask(proxy, `/e${path}`)))
    expect(asked.map(({ status }) => status)).toEqual(Array(shown.length).fill(403))
    expect((await ask(proxy, '/e/api/v2.0/TrackEvents')).status).toBe(401)
    expect((await ask(proxy, '/e/api/v2.0/TrackEvents', { headers: withKey })).status).toBe(200)
    // Whoever is in front of the machine sees it all the same.
    expect((await fetch(`${url}/live/summary`)).status).toBe(200)
  })

  it.skipIf(!isThere)('leads into the live page and out of it with its key', async () => {
    const { port } = await running({
      live: true,
      liveKeys: [liveKey],
      publicUrls: ['https://events.shop.example'],
      trustProxy: ['127.0.0.1'],
    })
    const proxy = await start(port)
    const origin = 'https://events.shop.example'
    const host = { host: 'events.shop.example' }
    const leads = (path: string, location: unknown) => new URL(String(location), origin + path).pathname
    const page = await ask(proxy, '/e/live', { headers: host })
    expect([page.status, leads('/e/live', page.headers.location)]).toEqual([303, '/e/live/login'])
    const form = await ask(proxy, '/e/live/login', { headers: host })
    const named = /href="([^"]*page\.css)"/.exec(form.body)![1]!
    const style = await ask(proxy, leads('/e/live/login', named), { headers: host })
    expect([style.status, style.headers['content-type']]).toEqual([200, 'text/css; charset=utf-8'])
    const login = await ask(proxy, leads('/e/live/login', /action="([^"]*)"/.exec(form.body)![1]), {
      method: 'POST',
      headers: { ...host, origin, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ key: liveKey }).toString(),
    })
    expect([login.status, leads('/e/live/login', login.headers.location)]).toEqual([303, '/e/live'])
    const cookie = String(login.headers['set-cookie']).split(';')[0]!
    const inside = await ask(proxy, '/e/live', { headers: { ...host, cookie } })
    for (const [, address] of inside.body.matchAll(/(?:href|src|action)="(?!data:)([^"]*)"/g)) {
      expect(leads('/e/live', address)).toMatch(/^\/e\/live\//)
    }
    expect((await ask(proxy, '/e/live/summary', { headers: { ...host, cookie } })).status).toBe(200)
  })
})
