import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { postAs, postBatch, track } from '../../support/kaltura.ts'
import { running } from '../../support/running.ts'
import { documented, documentedPayload } from '../../support/trackevent.ts'

const named = 'service=analytics&action=trackEvent'
const json = 'application/json'
const form = 'application/x-www-form-urlencoded'

const started = async () => {
  const { url, rows, ...rest } = await running()
  return {
    ...rest,
    url,
    rows,
    collect: `${url}/collect`,
    payloads: () => rows().map(({ payload }) => JSON.parse(payload)),
  }
}

describe('one event', () => {
  it('is stored as it came and answered with the time alone', async () => {
    const { collect, rows } = await started()
    const before = Math.floor(Date.now() / 1000)
    const { status, type, headers, text } = await track(`${collect}?${documented}`)
    expect([status, type]).toEqual([200, 'text/plain; charset=utf-8'])
    expect(text).toMatch(/^\d{10}$/)
    expect(Number(text)).toBeGreaterThanOrEqual(before)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    const [row] = rows()
    expect(row).toMatchObject({
      dialect: 'kaltura',
      type: 'kaltura/playRequested',
      category: 'kaltura',
      action: 'playRequested',
      visitor: null,
      session: documentedPayload.sessionId,
      page: documentedPayload.referrer,
      sender: null,
      sequence: null,
    })
    expect(row?.time).toBe(row?.received)
    expect(JSON.parse(row!.payload)).toEqual(documentedPayload)
  })

  it.each(['/api_v3/index.php', '//api_v3/index.php'])('is taken at %s too', async (path) => {
    const { url, payloads } = await started()
    for (const service of [named, 'service=Analytics&action=trackevent']) {
      expect((await track(`${url}${path}?${service}&eventType=3`)).status).toBe(200)
    }
    expect(payloads()[0]).toEqual({ service: 'analytics', action: 'trackEvent', eventType: '3' })
  })

  it.each(['', 'service=analytics', `${named.replace('analytics', 'session')}`, `service=stats&${named}`])(
    'of another service is refused there (%j)',
    async (query) => {
      const { url, rows } = await started()
      const address = `${url}/api_v3/index.php?${query}&eventType=3`
      const answers = [
        await track(address),
        await postAs(address, json, '{"a":1}'),
        await postAs(address, 'text/plain', 'eventType=3'),
      ]
      for (const { status, text } of answers) {
        expect(status).toBe(404)
        expect(JSON.parse(text)).toEqual({ error: expect.stringContaining('trackEvent') })
      }
      expect(rows()).toEqual([])
    },
  )

  it('is stored whatever it says', async () => {
    const { collect, payloads, rows } = await started()
    for (const query of [
      '',
      '?',
      '?eventType=',
      '?eventType=no&a=1&a=2',
      '?%ZZ=caf%E9&&=',
      '?eventType=777',
    ]) {
      expect((await track(collect + query)).status).toBe(200)
    }
    expect(rows().map(({ type }) => type)).toEqual([
      ...Array.from({ length: 5 }, () => 'kaltura/unknown'),
      'kaltura/777',
    ])
    expect(payloads().slice(3, 5)).toEqual([
      { eventType: 'no', a: ['1', '2'] },
      { '%ZZ': 'caf%E9', '': '' },
    ])
  })

  it('comes in JSON, in a form, or with an empty body, each together with the address', async () => {
    const { collect, payloads } = await started()
    const address = `${collect}?eventType=99&entryId=0_a`
    const body = '{"eventType":99,"position":12.5,"soundMode":2,"tags":["a","b"]}'
    expect((await postAs(address, json, body)).text).toMatch(/^\d{10}$/)
    await postAs(address, `${json}; charset=utf-8`, body)
    await postAs(address, form, 'position=12.5&soundMode=2&tags=a&tags=b')
    await postAs(address, form, '')
    await track(address, { method: 'POST' })
    const whole = { eventType: '99', entryId: '0_a', position: '12.5', soundMode: '2', tags: ['a', 'b'] }
    const short = { eventType: '99', entryId: '0_a' }
    expect(payloads()).toEqual([whole, whole, whole, short, short])
  })
})

describe('the answer', () => {
  it('is JSON where it is asked for, in the address or in the body', async () => {
    const { collect } = await started()
    for (const told of [await track(`${collect}?format=1`), await postAs(collect, json, '{"format":1}')]) {
      expect(told.type).toBe('application/json; charset=utf-8')
      expect(JSON.parse(told.text)).toEqual(expect.any(Number))
    }
    expect((await track(`${collect}?format=2`)).type).toBe('text/plain; charset=utf-8')
  })

  it.each(['jQuery3710_1795', '$', '_a.b.$c1'])('calls the function %s', async (name) => {
    const { collect } = await started()
    const { type, headers, text } = await track(`${collect}?format=1&callback=${name}`)
    expect(type).toBe('application/javascript; charset=utf-8')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(text.replace(/\d{10}(?=\);$)/, '0')).toBe(`/**/${name}(0);`)
  })

  it.each([
    '',
    'alert(1)//',
    '1a',
    'a.',
    'a..b',
    "a['b']",
    'a b',
    'ä',
    'a\n',
    'a'.repeat(129),
    'a&callback=b',
  ])('calls no function that is named %j, and nothing is stored', async (name) => {
    const { collect, rows } = await started()
    const callback = name.includes('&') ? name : encodeURIComponent(name)
    const { status, type, text } = await track(`${collect}?callback=${callback}`)
    expect([status, type]).toEqual([400, 'application/json; charset=utf-8'])
    expect(JSON.parse(text).error).toMatch(/^callback must be/)
    expect(rows()).toEqual([])
  })

  it('calls no function for a POST, which no script element makes', async () => {
    const { collect } = await started()
    expect((await postAs(`${collect}?callback=a`, form, 'callback=b')).text).toMatch(/^\d+$/)
  })
})

describe('a batch', () => {
  const batch = [
    '?sessionId=S&entryId=0_a&persistentSessionId=P&rv-k=f3Ka9x',
    'eventIndex=1&eventType=1&rv-n=7',
    'eventIndex=2&eventType=3&position=0.5&rv-n=8',
    'eventIndex=1&eventType=1&rv-n=7',
  ].join('\n')

  it('is stored and answered as Rivet’s is', async () => {
    const { collect, url, rows } = await started()
    expect(await postBatch(collect, batch)).toEqual({
      stored: 2,
      repeated: 1,
      rejected: [],
      time: expect.any(Number),
    })
    expect(await postBatch(`${url}/api_v3/index.php?${named}`, batch)).toMatchObject({
      stored: 0,
      repeated: 3,
    })
    expect(rows().map(({ type, visitor, session }) => [type, visitor, session])).toEqual([
      ['kaltura/impression', 'P', 'S'],
      ['kaltura/play', 'P', 'S'],
    ])
  })

  it('may be compressed', async () => {
    const { collect, rows } = await started()
    const { status } = await track(collect, { method: 'POST', body: gzipSync(batch) })
    expect([status, rows().length]).toEqual([200, 2])
  })

  it('without an event is refused', async () => {
    const { collect } = await started()
    const { status, text } = await postAs(collect, 'text/plain', '?sessionId=S')
    expect([status, JSON.parse(text).error]).toEqual([400, 'the batch holds no event'])
  })
})

describe('what is too large or unreadable', () => {
  const many = (count: number) => Array.from({ length: count }, (_, at) => `p${at}=`).join('&')

  it.each<[what: string, status: number, type: string, body: string]>([
    ['parameters', 413, form, many(501)],
    ['bytes', 413, form, 'x'.repeat(1001)],
    ['bytes of JSON', 413, json, JSON.stringify({ a: 'x'.repeat(1000) })],
    ['bytes of a body', 413, json, 'x'.repeat(10_001)],
    ['lines', 413, 'text/plain', `?a=${'x'.repeat(900)}\n${'b=1\n'.repeat(200)}`],
    ['half of JSON', 400, json, '{"a":'],
    ['a list', 400, json, '[{"a":1}]'],
    ['another type', 415, 'application/xml', '<a/>'],
  ])('is refused: %s', async (what, status, type, body) => {
    const { url, rows } = await running({ bodyLimit: 10_000, lineLimit: what === 'parameters' ? 9000 : 1000 })
    const told = await postAs(`${url}/collect`, type, body)
    expect(told.status).toBe(status)
    expect(JSON.parse(told.text)).toEqual({ error: expect.any(String) })
    expect(rows()).toEqual([])
  })

  it('is refused in an address, and what just fits is not', async () => {
    const { collect, rows } = await started()
    expect((await track(`${collect}?${many(501)}`)).status).toBe(413)
    expect((await track(`${collect}?${many(500)}`)).status).toBe(200)
    expect(rows()).toHaveLength(1)
  })
})

it('stores anything that has a size it can take, and says why it does not', async () => {
  const { collect, rows } = await started()
  const name = fc.constantFrom(
    'eventType',
    'sessionId',
    'eventIndex',
    'format',
    'callback',
    '__proto__',
    '%ZZ',
    '',
  )
  const query = fc
    .array(fc.tuple(name, fc.string({ unit: 'grapheme' })), { maxLength: 6 })
    .map((pairs) => pairs.map(([each, text]) => `${each}=${encodeURIComponent(text)}`).join('&'))
  const body = fc.oneof(
    fc.json(),
    query,
    fc.array(query).map((lines) => lines.join('\n')),
    fc.string(),
  )
  const type = fc.constantFrom(json, form, 'text/plain', 'application/octet-stream')
  await fc.assert(
    fc.asyncProperty(query, body, type, async (address, text, as) => {
      const before = rows().length
      const { status, text: said } = await postAs(`${collect}?${address}`, as, text)
      expect([200, 400]).toContain(status)
      if (status === 400) expect(JSON.parse(said).error).toMatch(/JSON object|holds no event/)
      else expect(said).toMatch(/^\d{10}$|"stored":\d/)
      expect(rows().length > before).toBe(status === 200 && !/"stored":0/.test(said))
    }),
    { numRuns: 200 },
  )
})
