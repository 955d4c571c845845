import { request } from 'node:http'
import { connect } from 'node:net'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { type Body, get, post } from '../support/activity.ts'
import { running } from '../support/running.ts'

const event = 'd=1795000000&c=embed&a=view'

it.each<[what: string, status: number, body: Body, headers: Record<string, string>, error: RegExp]>([
  ['JSON', 415, '{"d":1}', { 'content-type': 'application/json' }, /Content-Type/],
  ['a form with parts', 415, 'x', { 'content-type': 'multipart/form-data; boundary=x' }, /Content-Type/],
  ['a type that is none', 415, event, { 'content-type': 'text' }, /Content-Type/],
  ['brotli', 415, brotliCompressSync(event), { 'content-encoding': 'br' }, /Content-Encoding/],
  ['broken gzip', 400, gzipSync(event).subarray(0, -9), {}, /gzip/],
  ['two bytes of gzip', 400, new Uint8Array([0x1f, 0x8b]), {}, /gzip/],
  ['text called gzip', 400, event, { 'content-encoding': 'gzip' }, /gzip/],
])('refuses %s', async (_what, status, body, headers, error) => {
  const { url, rows } = await running()
  const answer = await post(url, body, headers)
  expect(answer.status).toBe(status)
  expect(answer.body.error).toMatch(error)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(rows()).toEqual([])
})

it('refuses a body that is too large, plain or once it is decompressed', async () => {
  const { url, rows } = await running({ bodyLimit: 10_000 })
  const lines = `${event}\n`.repeat(400)
  expect((await post(url, lines)).status).toBe(413)
  const bomb = await post(url, gzipSync(lines))
  expect(bomb.status).toBe(413)
  expect(bomb.body.error).toBe('the body is larger than 10000 bytes; send fewer events at once')
  expect(rows()).toEqual([])
  expect((await post(url, gzipSync(lines.slice(0, 9996)))).body.stored).toBe(357)
})

it('refuses a batch of too many events', async () => {
  const { url, rows } = await running()
  const answer = await post(url, 'd=1&c=a&a=b\n'.repeat(10_001))
  expect(answer.status).toBe(413)
  expect(rows()).toEqual([])
  expect((await post(url, 'd=1&c=a&a=b\n'.repeat(10_000))).body.stored).toBe(10_000)
})

it('rejects a line that is too long and keeps its neighbours', async () => {
  const { url, rows } = await running({ lineLimit: 300 })
  const { status, body } = await post(url, `${event}\n${event}&u=${'x'.repeat(300)}\n${event}`)
  expect(status).toBe(200)
  expect(body).toMatchObject({
    stored: 2,
    rejected: [{ line: 2, error: 'the line is longer than 300 bytes' }],
  })
  expect(rows()).toHaveLength(2)
})

it('takes an address as long as a beacon’s may be, and refuses a longer one', async () => {
  const { url, rows } = await running()
  expect((await get(url, `${event}&x=${'x'.repeat(60_000)}`)).status).toBe(200)
  const { status, body } = await get(url, `${event}&x=${'x'.repeat(70_000)}`)
  expect(status).toBe(431)
  expect(body.error).toBe(
    'the address and headers are longer than 64 KB; send events in a body, and ask long questions in KQL',
  )
  expect(rows()).toHaveLength(1)
})

it('turns away who asks too often, says for how long, and no other route or visitor with it', async () => {
  const { url, rows } = await running({ rate: 3, trustProxy: ['127.0.0.1'] })
  const from = (address: string) => get(url, event, { headers: { 'x-forwarded-for': address } })
  for (let request = 0; request < 3; request += 1) expect((await from('192.0.2.1')).status).toBe(200)
  const { status, headers, body } = await from('192.0.2.1')
  expect(status).toBe(429)
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
  expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(60)
  expect(headers.get('access-control-allow-origin')).toBe('*')
  expect(body.error).toMatch(/too many requests/)
  expect((await from('192.0.2.2')).status).toBe(200)
  expect((await fetch(`${url}/healthz`)).status).toBe(200)
  expect(rows()).toHaveLength(4)
})

it('counts all that a visitor sends together, wherever it goes', async () => {
  const { url } = await running({ rate: 3 })
  const statuses: number[] = []
  for (const path of [
    'track/activity?',
    'collect?',
    'api_v3/index.php?service=analytics&action=trackEvent&',
  ]) {
    statuses.push((await fetch(`${url}/${path}${event}`)).status)
  }
  const { status, headers } = await fetch(`${url}/collect?eventType=3`, {
    headers: { origin: 'https://a.example' },
  })
  expect([...statuses, status]).toEqual([200, 200, 200, 429])
  expect(headers.get('access-control-allow-origin')).toBe('*')
})

it('does not believe X-Forwarded-For of just anyone', async () => {
  const { url } = await running({ rate: 1 })
  const from = (address: string) => get(url, event, { headers: { 'x-forwarded-for': address } })
  expect((await from('192.0.2.1')).status).toBe(200)
  expect((await from('192.0.2.2')).status).toBe(429)
})

it('answers 503 while another program holds the store, and loses nothing it has answered', async () => {
  const { url, file, rows } = await running()
  const other = new Database(file)
  other.exec('BEGIN IMMEDIATE')
  const { status, headers, body } = await get(url, event)
  expect(status).toBe(503)
  expect(headers.get('retry-after')).toBe('1')
  expect(body.error).toMatch(/send them again/)
  other.exec('ROLLBACK')
  other.close()
  expect((await get(url, event)).status).toBe(200)
  expect(rows()).toHaveLength(1)
})

it.each([
  ['HEAD', '/track/activity?d=1&c=a&a=b', 405, 'GET, POST'],
  ['DELETE', '/track/activity?d=1&c=a&a=b', 405, 'GET, POST'],
  ['PROPFIND', '/track/activity', 405, 'GET, POST'],
  ['POST', '/healthz', 405, 'GET, HEAD'],
  ['POST', '/readyz', 405, 'GET, HEAD'],
  ['HEAD', '/collect?eventType=3', 405, 'GET, POST'],
  ['PUT', '//api_v3/index.php', 405, 'GET, POST'],
  ['GET', '/api_v3/index.php', 404, undefined],
  ['GET', '/track', 404, undefined],
  ['GET', '/track/activity//', 404, undefined],
  ['POST', '/nowhere', 404, undefined],
  ['GET', '/live', 404, undefined],
  ['GET', '/live/summary', 404, undefined],
  ['GET', '/live/events', 404, undefined],
  ['GET', '/live/delivery', 404, undefined],
  ['GET', '/live/gaps?sender=a', 404, undefined],
  ['GET', '/live/playback?session=S', 404, undefined],
  ['GET', '/%zz', 400, undefined],
  ['GET', '/track/activity/%c3%28', 400, undefined],
])('answers %s %s with %i', async (method, path, status, allow) => {
  const { port, rows } = await running()
  const response = await new Promise<import('node:http').IncomingMessage>((resolve) =>
    request({ port, method, path }, resolve).end(),
  )
  expect(response.statusCode).toBe(status)
  expect(response.headers.allow).toBe(allow)
  const body = Buffer.concat(await response.toArray()).toString()
  if (method !== 'HEAD') expect(JSON.parse(body)).toEqual({ error: expect.any(String) })
  expect(rows()).toEqual([])
})

it('answers bytes that are not HTTP with 400', async () => {
  const { port } = await running()
  const socket = connect(port, '127.0.0.1')
  socket.end('\x16\x03\x01 hello\r\n\r\n')
  const answer = Buffer.concat(await socket.toArray()).toString()
  expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/)
  expect(JSON.parse(answer.split('\r\n\r\n')[1]!)).toEqual({ error: 'this is not HTTP' })
})
