import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { type Body, get, post } from '../../support/activity.ts'
import { running, sendersOf } from '../../support/running.ts'

const event = 'd=1795000000&c=embed&a=view'

it('stores an event from the address, all of it', async () => {
  const { url, rows } = await running()
  const before = Date.now()
  const { status, headers, body } = await get(
    url,
    `${event}&l1=embedId&v1=e-42&u=V1&i=S1&o=7&r=3&t=120&x=(a:1)&rr=https%3A%2F%2Fshop.example%2F&q=(t:(a:b))&k=f3K&n=17`,
  )
  expect(status).toBe(200)
  expect(body).toEqual({ stored: 1, repeated: 0, rejected: [], time: expect.any(Number) })
  expect(body.time).toBeGreaterThanOrEqual(Math.floor(before / 1000))
  expect(headers.get('cache-control')).toBe('no-store')
  const [row] = rows()
  expect(row).toMatchObject({
    id: 1,
    dialect: 'rivet',
    type: 'embed/view',
    category: 'embed',
    action: 'view',
    time: 1795000000000,
    visitor: 'V1',
    session: 'S1',
    page: 'https://shop.example/',
    sender: 'f3K',
    sequence: 17,
  })
  expect(row?.received).toBeGreaterThanOrEqual(before)
  expect(JSON.parse(row!.payload)).toEqual({
    category: 'embed',
    action: 'view',
    labels: { embedId: 'e-42' },
    organization: 7,
    source: 3,
    duration: 120,
    conversion: { a: 1 },
    qualifiers: { t: { a: 'b' } },
  })
})

it('leaves out what was not given', async () => {
  const { url, rows } = await running()
  await get(url, event)
  expect(rows()[0]).toMatchObject({ visitor: null, session: null, page: null, sender: null, sequence: null })
  expect(JSON.parse(rows()[0]!.payload)).toEqual({
    category: 'embed',
    action: 'view',
    organization: 1,
    source: 1,
  })
})

it('answers 400 and names the parameter when nothing can be accepted', async () => {
  const { url, rows } = await running()
  const { status, body } = await get(url, 'd=now&c=embed&a=view')
  expect(status).toBe(400)
  expect(body).toEqual({
    error: 'd must be whole seconds since the epoch',
    parameter: 'd',
    stored: 0,
    repeated: 0,
    rejected: [{ line: 1, parameter: 'd', error: 'd must be whole seconds since the epoch' }],
    time: expect.any(Number),
  })
  expect(rows()).toEqual([])
})

it('takes an address beacon: the event in the address, an empty body', async () => {
  const { url, rows } = await running()
  for (const body of [undefined, '', '\r\n']) {
    expect((await post(url, body, {}, `?${event}`)).body.stored).toBe(1)
  }
  expect((await post(url, undefined)).body).toMatchObject({ parameter: 'd', error: 'd is required' })
  expect(rows()).toHaveLength(3)
})

it.each<[type: string, headers: Record<string, string>, body: Body]>([
  ['form-encoded pairs', {}, new URLSearchParams(event)],
  ['a string', {}, event],
  ['a blob without a type', {}, new Blob([event])],
  ['bytes', {}, new TextEncoder().encode(event)],
  ['curl’s usual type', { 'content-type': 'application/x-www-form-urlencoded' }, event],
  ['octets', { 'content-type': 'application/octet-stream' }, event],
  ['gzip without any header', {}, gzipSync(event)],
  ['gzip called text', { 'content-type': 'text/plain' }, gzipSync(event)],
  ['gzip with its encoding', { 'content-encoding': 'gzip' }, gzipSync(event)],
  [
    'gzip with its encoding and type',
    { 'content-encoding': 'GZIP', 'content-type': 'text/plain;charset=UTF-8' },
    gzipSync(event),
  ],
  ['the identity encoding', { 'content-encoding': 'identity' }, event],
])('takes %s', async (_type, headers, body) => {
  const { url, rows } = await running()
  expect((await post(url, body, headers)).body).toMatchObject({ stored: 1, rejected: [] })
  expect(rows()[0]).toMatchObject({ type: 'embed/view', time: 1795000000000 })
})

it('keeps the good lines of a batch and names the bad ones', async () => {
  const { url, rows } = await running()
  const { status, body } = await post(
    url,
    '?u=V1&k=f3K\nd=1795000000&c=embed&a=view&n=1\nd=1795000000&a=view&n=2\nd=1795000003&c=embed&a=click&l1=x&n=3\nd=1795000004&c=embed&a=close&n=4',
  )
  expect(status).toBe(200)
  expect(body).toMatchObject({
    stored: 2,
    repeated: 0,
    rejected: [
      { line: 3, parameter: 'c', error: 'c is required' },
      { line: 4, parameter: 'v1', error: 'v1 is required when l1 is present' },
    ],
  })
  expect(rows().map(({ type, sequence, visitor }) => [type, sequence, visitor])).toEqual([
    ['embed/view', 1, 'V1'],
    ['embed/close', 4, 'V1'],
  ])
})

it('joins the address’s parameters to every line of the body', async () => {
  const { url, rows } = await running()
  expect((await post(url, `?u=V1\n${event}`, {}, '?o=7')).body.stored).toBe(1)
  expect(rows()[0]?.visitor).toBe('V1')
  expect(JSON.parse(rows()[0]!.payload).organization).toBe(7)
  expect((await post(url, event, {}, '?c=other')).body).toMatchObject({
    parameter: 'c',
    error: 'c is given both in the shared part and here',
  })
})

it('reads raw UTF-8 in a body', async () => {
  const { url, rows } = await running()
  await post(url, `${event}&u=żółw`)
  expect(rows()[0]?.visitor).toBe('żółw')
})

it('rejects a line that is not UTF-8 and keeps its neighbours', async () => {
  const { url, rows } = await running()
  const body = Buffer.from(`${event}&u=\xe9t\xe9\n${event}`, 'latin1')
  expect((await post(url, body)).body).toMatchObject({ stored: 1, rejected: [{ line: 1, parameter: 'u' }] })
  expect(rows()).toHaveLength(1)
})

it('keeps hostile text as it is', async () => {
  const { url, rows } = await running()
  const hostile = [
    `'); DROP TABLE events; --`,
    '<img src=x onerror=alert(1)>',
    'a\u0000b',
    '\u202e\u2028',
    '{"a":1}',
  ]
  for (const text of hostile) {
    const query = new URLSearchParams({ d: '1', c: text, a: text, u: text, l1: text, v1: text })
    expect((await get(url, query.toString())).body.stored).toBe(1)
  }
  expect(rows().map(({ visitor }) => visitor)).toEqual(hostile)
  expect(rows().map(({ payload }) => JSON.parse(payload).labels)).toEqual(
    hostile.map((text) => ({ [text]: text })),
  )
})

it('stores an event’s key once: in one batch, later, at the same time, after a restart', async () => {
  const first = await running()
  const keyed = (sequence: number) => `${event}&k=f3K&n=${sequence}`
  const { body } = await post(first.url, [keyed(1), keyed(2), keyed(1)].join('\n'))
  expect(body).toMatchObject({ stored: 2, repeated: 1 })
  expect((await get(first.url, keyed(2))).body).toMatchObject({ stored: 0, repeated: 1 })

  const together = await Promise.all(Array.from({ length: 50 }, () => get(first.url, keyed(3))))
  expect(together.every(({ status }) => status === 200)).toBe(true)
  expect(together.reduce((sum, answer) => sum + answer.body.stored, 0)).toBe(1)
  expect(together.reduce((sum, answer) => sum + answer.body.repeated, 0)).toBe(49)

  await first.app.close()
  const second = await running({ store: first.file })
  expect((await post(second.url, [keyed(1), keyed(4)].join('\n'))).body).toMatchObject({
    stored: 1,
    repeated: 1,
  })
  expect(second.rows().map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4])
})

it('stores events without a key every time', async () => {
  const { url, rows } = await running()
  await get(url, event)
  await get(url, event)
  expect(rows()).toHaveLength(2)
})

it('keeps what senders report beside their events, and answers nothing about it', async () => {
  const { url, rows, file } = await running()
  const { status, body } = await post(
    url,
    `?k=f3K&h=recorded.3.expired.1\n?k=a9Z\n${event}&n=1\n?k=f3K\n${event}&n=1\n${event}&n=1`,
  )
  expect(status).toBe(200)
  expect(body).toMatchObject({ stored: 2, repeated: 1, rejected: [] })
  expect(rows()).toHaveLength(2)
  expect(sendersOf(file)).toMatchObject([
    { sender: 'a9Z', stored: 1, repeated: 0, highest: 1, expected: 1, ledger: '{}' },
    { sender: 'f3K', stored: 1, repeated: 1, highest: 1, expected: 3, recorded: 3, dropped: 1 },
  ])
})

it('names a broken ledger and keeps every event', async () => {
  const { url, file } = await running()
  const { status, body } = await post(url, `?k=f3K&h=recorded.-1\n${event}&n=1`)
  expect(status).toBe(200)
  expect(body).toMatchObject({ stored: 1, rejected: [{ line: 1, parameter: 'h' }] })
  expect(sendersOf(file)).toMatchObject([{ sender: 'f3K', stored: 1, ledger: '{}' }])
})

it('takes no ledger without an event', async () => {
  const { url, file } = await running()
  const { status, body } = await post(url, '?k=f3K&h=recorded.3')
  expect([status, body.error]).toEqual([400, 'the batch holds no event'])
  expect(sendersOf(file)).toEqual([])
})

it('says which of the events that are asked for are not stored, those of the same request included', async () => {
  const { url, rows } = await running()
  await post(url, `?k=s1\n${event}&n=1\n${event}&n=2`)
  const ask = async (text: string) => (await post(url, text)).body
  expect(await ask('?k=s1\nn=1\nn=2')).toEqual({
    stored: 0,
    repeated: 0,
    missing: [],
    rejected: [],
    time: expect.any(Number),
  })
  expect(await ask('?k=s1\nn=1\nn=3\n?k=s2\nn=1')).toMatchObject({ missing: [2, 3] })
  expect(await ask(`?k=s1\n${event}&n=3\nn=3`)).toMatchObject({ stored: 1, missing: [] })
  expect(rows()).toHaveLength(3)
})
