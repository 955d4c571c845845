import { expect, it } from 'vitest'
import { asking, event, events, type TrackEvents } from '../../support/track-events.ts'

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
  Payload: { ...event.payload, nested: { ids: [1, 2], 'odd "key"': "<b>'; DROP TABLE" } },
  CountryCode: 'Localhost',
  City: '',
  EventTime: event.eventTime,
}

it('gives the documentation’s event back as it was sent, with all its names', async () => {
  const { write, get } = await asking()
  await write([
    { ...event, payload: answered.Payload },
    { ...event, trackId: 't2', eventType: 'other' },
  ])
  const { status, headers, body } = await get({ $filter: 'EventType eq home' })
  expect([status, headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8'])
  expect(headers.get('cache-control')).toBe('no-store')
  expect(body).toEqual({ total: 1, count: 1, items: [answered] })
  expect(Object.keys(body.items[0] ?? {})).toEqual(Object.keys(answered))
})

it('sorts, skips and takes, and counts them all', async () => {
  const { write, get } = await asking()
  await write(events(30).map((each, at) => ({ ...each, value: `${at % 3}` })))
  const { body } = await get({ $orderBy: 'Value desc,TrackId', $skip: '10', $top: '2' })
  expect([body.total, body.count]).toEqual([30, 2])
  expect(body.items.map(({ TrackId }) => TrackId)).toEqual(['t1', 't10'])
  expect((await get({ $skip: '29' })).body).toMatchObject({ total: 30, count: 1 })
  expect((await get({ $skip: '30' })).body).toEqual({ total: 30, count: 0, items: [] })
})

it.each<[options: Record<string, string>, target: string | undefined, named: string]>([
  [{ $filter: 'Visits gt 1' }, '$filter', 'Visits'],
  [{ $filter: 'EventType eq' }, '$filter', ''],
  [{ $orderby: 'Nothing' }, '$orderby', 'Nothing'],
  [{ $top: '-1' }, '$top', '$top'],
  [{ $skip: '9999', $top: '2' }, undefined, '10000'],
  [{ $expand: 'Value' }, '$expand', '$expand'],
])('refuses %o, naming what it is', async (options, target, named) => {
  const { get } = await asking()
  const { status, body } = await get(options)
  expect(status).toBe(400)
  expect(body.error.code).toBe('BadArgument')
  expect(body.error.message).toContain(named)
  if (target) expect(body.error.target).toBe(target)
})

it.each([
  ['POST', '', 405, 'MethodNotAllowed'],
  ['GET', '/preview', 405, 'MethodNotAllowed'],
  ['GET', '/a/b/c', 404, 'NotFound'],
])('answers %s %s with %i in the form of its other errors', async (method, path, status, code) => {
  const { url } = await asking()
  const response = await fetch(`${url}/api/v2.0/TrackEvents${path}`, { method })
  const body = (await response.json()) as TrackEvents['body']
  expect([response.status, body.error.code]).toEqual([status, code])
  expect(response.headers.has('allow')).toBe(status === 405)
})
