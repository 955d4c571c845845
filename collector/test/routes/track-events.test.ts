import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { running } from '../support/running.ts'

const key = 'a-key-of-the-tests-0123456789'
const shopKey = 'another-key-of-the-tests-0123'
const authorization = `epi-single ${key}`

interface Answer {
  readonly total?: number
  readonly count: number
  readonly items: Record<string, unknown>[]
  readonly error: { readonly code: string; readonly message: string; readonly target?: string }
}

const started = async () => {
  const { url, app } = await running({
    keys: [{ key }, { key: shopKey, scopes: ['shop'] }],
    origins: ['https://shop.example'],
  })
  const write = async (events: readonly object[]) => {
    const response = await fetch(`${url}/api/v1.0/TrackBulk`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(events),
    })
    expect(response.status, await response.clone().text()).toBe(200)
  }
  const get = async (
    options: Record<string, string>,
    headers: Record<string, string> = { authorization },
  ) => {
    const response = await fetch(`${url}/api/v2.0/TrackEvents?${new URLSearchParams(options)}`, { headers })
    return { status: response.status, headers: response.headers, body: (await response.json()) as Answer }
  }
  const preview = async (
    body: unknown,
    headers: Record<string, string> = { authorization, 'content-type': 'application/json-patch+json' },
  ) => {
    const response = await fetch(`${url}/api/v2.0/TrackEvents/preview`, {
      method: 'POST',
      headers,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    return { status: response.status, headers: response.headers, body: (await response.json()) as Answer }
  }
  return { url, app, write, get, preview }
}

const event = {
  deviceId: '91687965-bc76-49a2-862c-e014441b8f6b',
  eventType: 'home',
  value: 'Visited the start page.',
  pageUri: 'https://example.com/en/',
  remoteAddress: '::1',
  payload: {
    name: 'Home page',
    contentTypeID: 170,
    nested: { ids: [1, 2], 'odd "key"': "<b>'; DROP TABLE" },
  },
  eventTime: '2017-09-15T07:16:34.7957819Z',
  countryCode: 'Localhost',
  trackId: 't1',
}

const answered = {
  TrackId: 't1',
  DeviceId: event.deviceId,
  EventType: 'home',
  Value: event.value,
  Scope: 'default',
  PageUri: event.pageUri,
  PageTitle: '',
  RemoteAddress: '::1',
  SessionId: '',
  User: null,
  Payload: event.payload,
  CountryCode: 'Localhost',
  City: '',
  EventTime: event.eventTime,
}

describe('GET /api/v2.0/TrackEvents', () => {
  it('gives the documentation’s event back as it was sent, with all its names', async () => {
    const { write, get } = await started()
    await write([event, { ...event, trackId: 't2', eventType: 'other' }])
    const { status, headers, body } = await get({ $filter: 'EventType eq home' })
    expect([status, headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8'])
    expect(headers.get('cache-control')).toBe('no-store')
    expect(body).toEqual({ total: 1, count: 1, items: [answered] })
    expect(Object.keys(body.items[0] ?? {})).toEqual(Object.keys(answered))
  })

  it('sorts, skips and takes, and counts them all', async () => {
    const { write, get } = await started()
    await write(Array.from({ length: 30 }, (_, at) => ({ ...event, trackId: `t${at}`, value: `${at % 3}` })))
    const { body } = await get({ $orderBy: 'Value desc,TrackId', $skip: '10', $top: '2' })
    expect([body.total, body.count]).toEqual([30, 2])
    expect(body.items.map(({ TrackId }) => TrackId)).toEqual(['t1', 't10'])
    expect((await get({ $skip: '29' })).body).toMatchObject({ total: 30, count: 1 })
    expect((await get({ $skip: '30' })).body).toEqual({ total: 30, count: 0, items: [] })
  })

  it.each([
    [{ $filter: 'Visits gt 1' }, '$filter', 'Visits'],
    [{ $filter: 'EventType eq' }, '$filter', ''],
    [{ $orderby: 'Nothing' }, '$orderby', 'Nothing'],
    [{ $top: '-1' }, '$top', '$top'],
    [{ $skip: '9999', $top: '2' }, '', '10000'],
    [{ $select: 'Value' }, '$select', '$select'],
  ] as const)('refuses %o, naming what it is', async (options, target, named) => {
    const { get } = await started()
    const { status, body } = await get(options as unknown as Record<string, string>)
    expect(status).toBe(400)
    expect(body.error.code).toBe('BadArgument')
    expect(body.error.message).toContain(named)
    if (target) expect(body.error.target).toBe(target)
  })
})

describe('POST /api/v2.0/TrackEvents/preview', () => {
  it('runs the documentation’s request as it stands', async () => {
    const { write, preview } = await started()
    const email = { email: 'john@example.com', name: 'John Smith' }
    const pages = [0, 1, 2].map((at) => ({
      ...event,
      trackId: `p${at}`,
      eventType: 'pageview',
      eventTime: '2020-01-23T21:27:49.3361008Z',
      user: email,
    }))
    await write([event, ...pages, { ...pages[0], trackId: 'p3', user: undefined }])
    const documented = `{ 
      "Query" : "Events
        | where EventTime between (todatetime('2019-01-01') .. endofday(now()))
            and EventType == 'pageview'
            and User.Email != ''
        | take 2", 
      "Scope" : "default" 
    }`
    const { status, body } = await preview(documented)
    expect([status, body.count, body.items.length], JSON.stringify(body)).toEqual([200, 2, 2])
    expect(body.items[0]).toMatchObject({ EventType: 'pageview', User: { Email: 'john@example.com' } })
  })

  it('gives no more than a thousand', async () => {
    const { write, preview } = await started()
    for (let group = 0; group < 11; group++) {
      await write(Array.from({ length: 100 }, (_, at) => ({ ...event, trackId: `t${group}.${at}` })))
    }
    expect((await preview({ Query: 'Events', Scope: 'default' })).body.count).toBe(1000)
    expect((await preview({ query: 'Events | count' })).body.items).toEqual([{ Count: 1100 }])
  })

  it('answers for all dialects', async () => {
    const { url, preview } = await started()
    await fetch(`${url}/track/activity?d=1795000000&c=embed&a=view&l1=embedId&v1=e-42&u=visitor1&k=s&n=1`)
    await fetch(
      `${url}/collect?eventType=3&entryId=0_a&position=12.5&persistentSessionId=visitor1&sessionId=S`,
    )
    const { body } = await preview({
      Query: `Events | where DeviceId == 'visitor1' | sort by EventTime asc
        | project EventType, Label = Payload.labels.embedId, Entry = Payload.entryId, Scope`,
    })
    expect(body.items).toEqual([
      { EventType: 'embed/view', Label: 'e-42', Entry: null, Scope: 'default' },
      { EventType: 'kaltura/play', Label: null, Entry: '0_a', Scope: 'default' },
    ])
  })

  it.each([
    ['{"Scope":"default"}', 'Query'],
    ['{"Query":5}', 'Query'],
    ['{"Query":"Events","Scope":5}', 'scope must be'],
    ['{"Query":"Events","Scope":"Bad Scope"}', 'scope must be'],
    ['not JSON', 'JSON'],
    ['', 'JSON'],
    ['{"Query":"Events | join Others"}', 'join'],
  ])('refuses %s, naming what it is', async (body, named) => {
    const { preview } = await started()
    const answer = await preview(body)
    expect(answer.status).toBe(400)
    expect(answer.body.error.message).toContain(named)
  })

  it('says where in the query something is wrong', async () => {
    const { preview } = await started()
    const { body } = await preview({ Query: 'Events\n| where Visits > 1' })
    expect(body.error).toMatchObject({ target: 'Query', innererror: { position: 15 } })
  })
})

describe('who may ask', () => {
  it.each([
    ['no key', {}],
    ['a wrong key', { authorization: 'epi-single wrong-key-0123456789' }],
    ['a key as a beginning of one', { authorization: `${authorization}0` }],
    ['another scheme', { authorization: `Bearer ${key}` }],
    ['a listed origin', { origin: 'https://shop.example' }],
  ])('nobody with %s', async (_, headers) => {
    const { get, preview } = await started()
    for (const answer of [await get({}, headers), await preview({ Query: 'Events' }, headers)]) {
      expect(answer.status).toBe(401)
      expect(answer.body.error.code).toBe('Unauthorized')
      expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    }
  })

  it('nobody at all where no key is configured', async () => {
    const { url } = await running({})
    expect(
      (await fetch(`${url}/api/v2.0/TrackEvents`, { headers: { authorization: 'epi-single ' } })).status,
    ).toBe(401)
  })

  it('a key of one scope for that scope', async () => {
    const { write, get, preview } = await started()
    await write([event, { ...event, scope: 'shop', trackId: 't2' }])
    const headers = { authorization: `epi-single ${shopKey}` }
    expect(
      (await get({ $filter: "Scope eq 'default' or true eq true or Scope ne ''" }, headers)).body,
    ).not.toMatchObject({
      total: 2,
    })
    expect((await get({}, headers)).body).toMatchObject({ total: 1, items: [{ Scope: 'shop' }] })
    expect((await get({})).body).toMatchObject({ total: 2 })
    expect((await preview({ Query: 'Events', Scope: 'shop' }, headers)).body).toMatchObject({ count: 1 })
    const { status, body } = await preview({ Query: 'Events', Scope: 'default' }, headers)
    expect([status, body.error.message]).toEqual([403, expect.stringContaining('default')])
  })
})

it('goes on taking events while a query runs, and forgets the query when its client goes', async () => {
  const { url, write, preview } = await started()
  const text = 'ab'.repeat(5000)
  for (let group = 0; group < 20; group++) {
    await write(
      Array.from({ length: 100 }, (_, at) => ({ ...event, trackId: `t${group}.${at}`, value: text })),
    )
  }
  const body = JSON.stringify({ Query: "Events | where Value matches regex '(a|b|ab)*(ab|b)*c' | count" })
  const slow = [1, 2].map(() => {
    const asking = request(`${url}/api/v2.0/TrackEvents/preview`, {
      method: 'POST',
      headers: { authorization },
    })
    asking.on('error', () => {})
    asking.end(body)
    return asking
  })
  await write([{ ...event, trackId: 'meanwhile' }])
  expect(slow.every((asking) => asking.writableFinished && !asking.destroyed)).toBe(true)
  for (const asking of slow) asking.destroy()
  expect((await preview({ Query: "Events | where TrackId == 'meanwhile' | count" })).body.items).toEqual([
    { Count: 1 },
  ])
})

it.each([
  ['POST', '/api/v2.0/TrackEvents', 405, 'MethodNotAllowed'],
  ['GET', '/api/v2.0/TrackEvents/preview', 405, 'MethodNotAllowed'],
  ['GET', '/api/v2.0/TrackEvents/a/b/c', 404, 'NotFound'],
])('answers %s %s with %i in the form of its other errors', async (method, path, status, code) => {
  const { url } = await started()
  const response = await fetch(url + path, { method })
  const body = (await response.json()) as Answer
  expect([response.status, body.error.code]).toEqual([status, code])
  expect(response.headers.has('allow')).toBe(status === 405)
})
