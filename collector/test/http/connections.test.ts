import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, it } from 'vitest'
import { answersIn, exchange, head } from '../support/exchange.ts'
import { key } from '../support/profile-store.ts'
import { running } from '../support/running.ts'

const event = (sequence: number) => `d=1795000000&c=embed&a=view&k=f3K&n=${sequence}`
const get = (sequence: number) => `GET /track/activity?${event(sequence)} HTTP/1.1\r\nHost: x\r\n\r\n`
const post = (sequence: number) =>
  `POST /track/activity HTTP/1.1\r\nHost: x\r\nContent-Length: ${event(sequence).length}\r\n\r\n${event(sequence)}`

const errorIn = (body: string) => (JSON.parse(body) as { error: string }).error

it('answers two requests that come in one packet, in their order', async () => {
  const { port, rows } = await running()
  const answers = await exchange(port, post(1) + head(`GET /track/activity?${event(2)}`, 'Host: x'))
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  expect(rows()).toHaveLength(2)
})

it.each([
  ['bytes that are not HTTP', 'x\r\n\r\n', 400],
  [
    'a request with two lengths',
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
    400,
  ],
  ['headers beyond all limits', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(70_000)}\r\n\r\n`, 431],
  ['an HTTP of another version', 'GET / HTTP/9.9\r\nHost: x\r\n\r\n', 400],
])('answers whole requests although %s follow in the same packet', async (_what, garbage, status) => {
  const { port, rows } = await running()
  const answers = await exchange(port, get(1) + post(2) + garbage)
  expect(answers.map((answer) => answer.status)).toEqual([200, 200, status])
  expect(answers.slice(0, 2).map(({ body }) => JSON.parse(body).stored)).toEqual([1, 1])
  expect(errorIn(answers[2]!.body)).toEqual(expect.any(String))
  expect(rows()).toHaveLength(2)
})

it('answers once, however much that is not HTTP follows', async () => {
  const { port, rows } = await running()
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  const closed = once(socket, 'close')
  const chunks: Buffer[] = []
  socket.on('data', (chunk) => chunks.push(chunk))
  socket.write(`${post(1)}garbage\r\n\r\n`)
  for (let more = 0; more < 20; more += 1) {
    await new Promise((resolve) => setImmediate(resolve))
    socket.write('more of it\r\n\r\n')
  }
  await closed
  expect(answersIn(Buffer.concat(chunks)).map(({ status }) => status)).toEqual([200, 400])
  expect(rows()).toHaveLength(1)
})

it('refuses a body that breaks off in garbage, after the answer to the request before it', async () => {
  const { port, rows } = await running()
  const chunked =
    'POST /track/activity HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nno length\r\n'
  const answers = await exchange(port, post(1) + chunked)
  expect(answers.map(({ status }) => status)).toEqual([200, 400])
  expect(rows()).toHaveLength(1)
})

it.each([
  ['an event in the address', get(1)],
  ['an event in the body', post(1)],
])('answers a client that ends its side after %s', async (_what, bytes) => {
  const { port, rows } = await running()
  const [answer] = await exchange(port, bytes, true)
  expect([answer?.status, JSON.parse(answer?.body ?? '{}').stored]).toEqual([200, 1])
  expect(rows()).toHaveLength(1)
})

it('answers all that a client has sent before it ended its side', async () => {
  const { port, rows } = await running()
  const answers = await exchange(port, get(1) + post(2) + get(3), true)
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  expect(rows()).toHaveLength(3)
})

it('answers a question of a client that has ended its side', async () => {
  const { port } = await running({ keys: [{ key }] })
  const body = JSON.stringify({ Query: 'Events' })
  const lines = ['Host: x', `Authorization: epi-single ${key}`, `Content-Length: ${body.length}`]
  const answers = await exchange(port, head('POST /api/v2.0/TrackEvents/preview', ...lines) + body, true)
  expect(answers.at(-1)).toMatchObject({ status: 200, body: '{"items":[],"count":0}' })
})

it('says to a client that ends its side in the middle of a request that it is not whole', async () => {
  const { port, rows } = await running()
  for (const cut of [20, post(1).length - 3]) {
    const [answer] = await exchange(port, post(1).slice(0, cut), true)
    expect([answer?.status, errorIn(answer?.body ?? '{}')]).toEqual([400, 'the request is not whole'])
  }
  expect(rows()).toEqual([])
})

it.each([
  ['no Host', [], 400, /^Host /],
  ['two Hosts', ['Host: a', 'Host: b'], 400, /^Host /],
  ['an Expect that is none', ['Host: x', 'Expect: miracles'], 417, /^Expect /],
] as const)('refuses %s in JSON', async (_what, lines, status, error) => {
  const { port, rows } = await running({ live: true })
  for (const request of [`GET /track/activity?${event(1)}`, 'GET /healthz', 'GET /nowhere', 'GET /live']) {
    const [answer] = await exchange(port, head(request, ...lines))
    expect([request, answer?.status]).toEqual([request, status])
    expect(answer?.headers['content-type']).toBe('application/json; charset=utf-8')
    expect(errorIn(answer!.body)).toMatch(error)
  }
  expect(rows()).toEqual([])
})

it('takes HTTP/1.0 without Host, as its clients send it', async () => {
  const { port, rows } = await running()
  const [answer] = await exchange(port, `GET /track/activity?${event(1)} HTTP/1.0\r\n\r\n`)
  expect(answer?.status).toBe(200)
  expect(rows()).toHaveLength(1)
})

it('takes an Expect that it can meet', async () => {
  const { port, rows } = await running()
  const body = event(1)
  const bytes = head(
    'POST /track/activity',
    'Host: x',
    'Expect: 100-continue',
    `Content-Length: ${body.length}`,
  )
  const socket = connect(port, '127.0.0.1')
  socket.write(bytes)
  expect(String((await once(socket, 'data'))[0])).toBe('HTTP/1.1 100 Continue\r\n\r\n')
  socket.write(body)
  const rest = Buffer.concat(await socket.toArray())
  expect(answersIn(rest).map(({ status }) => status)).toEqual([200])
  expect(rows()).toHaveLength(1)
})

it('refuses to be a tunnel in JSON', async () => {
  const { port } = await running()
  const [answer] = await exchange(port, 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n')
  expect([answer?.status, errorIn(answer?.body ?? '{}')]).toEqual([405, expect.stringMatching(/CONNECT/)])
})
