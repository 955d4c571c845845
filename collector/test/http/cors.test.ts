import { gzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { type Body, get, post } from '../support/activity.ts'
import { running } from '../support/running.ts'

const listed = 'https://shop.example'
const preflight = {
  'access-control-request-method': 'POST',
  'access-control-request-headers': 'content-encoding',
}

/** The CORS headers of one answer; `null` is a header that is not there. */
async function cors(url: string, method: string, headers: Record<string, string>) {
  const response = await fetch(`${url}/track/activity?d=1795000000&c=embed&a=view`, { method, headers })
  await response.arrayBuffer()
  return {
    status: response.status,
    origin: response.headers.get('access-control-allow-origin'),
    credentials: response.headers.get('access-control-allow-credentials'),
    methods: response.headers.get('access-control-allow-methods'),
    headers: response.headers.get('access-control-allow-headers'),
    vary: response.headers.get('vary')?.toLowerCase().split(/, */) ?? [],
  }
}

it('names a listed origin exactly and lets it send credentials, as beacons do', async () => {
  const { url } = await running({ origins: ['https://other.example', listed] })
  for (const method of ['GET', 'POST']) {
    const answer = await cors(url, method, { origin: listed })
    expect(answer).toMatchObject({ status: 200, origin: listed, credentials: 'true' })
    expect(answer.vary).toContain('origin')
  }
})

it('lets a listed origin’s preflight pass', async () => {
  const { url, rows } = await running({ origins: [listed] })
  const answer = await cors(url, 'OPTIONS', { origin: listed, ...preflight })
  expect(answer).toMatchObject({
    status: 204,
    origin: listed,
    credentials: 'true',
    methods: 'GET, POST',
    headers: 'content-encoding',
  })
  expect(answer.vary).toContain('origin')
  expect(rows()).toEqual([])
})

it.each(['https://shop.example.evil.test', 'http://shop.example', 'https://shop.example:444', 'null'])(
  'lets %s read nothing when it is not listed',
  async (origin) => {
    const { url } = await running({ origins: [listed] })
    for (const method of ['GET', 'OPTIONS']) {
      const answer = await cors(url, method, { origin, ...preflight })
      expect(answer.origin).toBeNull()
      expect(answer.vary).toContain('origin')
    }
  },
)

it('lets any origin read without credentials when none is listed', async () => {
  const { url } = await running()
  expect(await cors(url, 'POST', { origin: listed })).toMatchObject({
    status: 200,
    origin: '*',
    credentials: null,
  })
  expect(await cors(url, 'OPTIONS', { origin: listed, ...preflight })).toMatchObject({
    status: 204,
    origin: '*',
    credentials: null,
    methods: 'GET, POST',
  })
})

it('lets a page read why it was refused', async () => {
  const { url } = await running({ origins: [listed] })
  const response = await fetch(`${url}/track/activity?d=x`, { headers: { origin: listed } })
  expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([400, listed])
})

it.each([
  ['/track/activities', 404],
  ['/healthz', 405],
])('lets a page read that POST %s is wrong: %d', async (path, status) => {
  const { url } = await running({ origins: [listed] })
  const response = await fetch(url + path, { method: 'POST', body: 'c=a', headers: { origin: listed } })
  expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([status, '*'])
})

const event = 'd=1795000000&c=embed&a=view'

it('lets a page read the answer to gzip without a preflight', async () => {
  const { url, rows } = await running({ origins: [listed] })
  const { status, headers, body } = await post(url, gzipSync(event), {
    origin: listed,
    'content-type': 'text/plain;charset=UTF-8',
  })
  expect([status, body.stored]).toEqual([200, 1])
  expect(headers.get('access-control-allow-origin')).toBe(listed)
  expect(rows()).toHaveLength(1)
})

/** What a page can read of a httpError, of the headers that are not safelisted (Fetch standard). */
const readable = (headers: Headers) => ({
  origin: headers.get('access-control-allow-origin'),
  exposed: headers.get('access-control-expose-headers')?.toLowerCase(),
  retryAfter: headers.get('retry-after'),
})

it.each<[why: string, status: number, body: Body, query: string]>([
  ['a body that is too large', 413, 'x'.repeat(10_001), ''],
  ['a body that is too large once it is decompressed', 413, gzipSync('x'.repeat(20_000)), ''],
  ['a batch that is too large with what it shares', 413, `${event}\n`.repeat(300), `?u=${'x'.repeat(1000)}`],
  ['nothing acceptable', 400, 'd=x', ''],
  ['broken gzip', 400, new Uint8Array([0x1f, 0x8b, 0]), ''],
])('lets a page read that it sent %s', async (_why, status, body, query) => {
  const { url } = await running({ origins: [listed], bodyLimit: 10_000 })
  const answer = await post(url, body, { origin: listed }, query)
  expect(answer.status).toBe(status)
  expect(readable(answer.headers)).toEqual({ origin: listed, exposed: 'retry-after', retryAfter: null })
  expect(answer.body.error).toEqual(expect.any(String))
})

it.each([{ origins: [listed] }, {}])(
  'lets a page read when to come back, after 429 (%j)',
  async (options) => {
    const { url } = await running({ ...options, rate: 1 })
    const send = () => post(url, event, { origin: listed })
    expect((await send()).status).toBe(200)
    const { status, headers } = await send()
    expect(status).toBe(429)
    expect(readable(headers)).toEqual({
      origin: options.origins ? listed : '*',
      exposed: 'retry-after',
      retryAfter: expect.stringMatching(/^[1-9]\d*$/),
    })
  },
)

it.each([{ origins: [listed] }, {}])(
  'lets a page read when to come back, after 503 (%j)',
  async (options) => {
    const { url, file } = await running(options)
    const other = new Database(file)
    other.exec('BEGIN IMMEDIATE')
    const { status, headers } = await get(url, event, { headers: { origin: listed } })
    other.close()
    expect(status).toBe(503)
    expect(readable(headers)).toEqual({
      origin: options.origins ? listed : '*',
      exposed: 'retry-after',
      retryAfter: '1',
    })
  },
)

it('does not count preflights against the rate', async () => {
  const { url } = await running({ rate: 1 })
  for (let at = 0; at < 3; at += 1) {
    expect((await cors(url, 'OPTIONS', { origin: listed, ...preflight })).status).toBe(204)
  }
  expect((await post(url, event, { origin: listed })).status).toBe(200)
})

it('is only for the routes that take events', async () => {
  const { url } = await running({ live: true })
  for (const path of [
    '/healthz',
    '/readyz',
    '/live',
    '/live/summary',
    '/live/delivery',
    '/live/gaps?sender=a',
    '/live/playback?session=S',
  ]) {
    for (const method of ['GET', 'OPTIONS']) {
      const response = await fetch(url + path, { method, headers: { origin: listed, ...preflight } })
      await response.arrayBuffer()
      expect([path, method, response.headers.get('access-control-allow-origin')]).toEqual([
        path,
        method,
        null,
      ])
    }
  }
})
