import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { documentedEvent, key, least, postTrack, withKey } from '../../support/profile-store.ts'
import { running } from '../../support/running.ts'

const started = () => running({ keys: [{ key }] })

describe('one event', () => {
  it('is stored with all it says', async () => {
    const { url, rows } = await started()
    const more = {
      pageTitle: 'T',
      sessionId: 'S',
      city: 'C',
      trackId: ' a.1 ',
      scope: 'shop',
      user: { name: 'N' },
    }
    const { status, body } = await postTrack(url, 'Track', { ...documentedEvent, ...more })
    expect([status, body]).toEqual([200, { stored: 1, repeated: 0, rejected: [], time: expect.any(Number) }])
    expect(rows()).toMatchObject([
      {
        dialect: 'profile-store',
        type: 'home',
        visitor: documentedEvent.deviceId,
        device: documentedEvent.deviceId,
        value: 'Visited the start page.',
        page: 'https://example.com/en/',
        address: '::1',
        country: 'Localhost',
        payload: JSON.stringify(documentedEvent.payload),
        time: Date.parse('2017-09-15T07:16:34.795Z'),
        fraction: 7819,
        title: 'T',
        session: 'S',
        city: 'C',
        track: 'a.1',
        scope: 'shop',
        user: '{"Name":"N"}',
        category: 'profile-store',
        action: 'home',
      },
    ])
  })

  it('may leave out all but three fields', async () => {
    const { url, rows } = await started()
    const before = Date.now()
    await postTrack(url, 'Track', least)
    const { time, received, ...row } = rows()[0]!
    expect(time).toBe(received)
    expect(time).toBeGreaterThanOrEqual(before)
    expect(row).toMatchObject({
      scope: 'default',
      payload: 'null',
      fraction: null,
      track: null,
      address: null,
    })
  })

  it('happened before the epoch, to 100 ns', async () => {
    const { url, rows } = await started()
    await postTrack(url, 'Track', { ...least, eventTime: '1969-12-31T23:59:59.9999999Z' })
    expect(rows()[0]).toMatchObject({ time: -1, fraction: 9999, ticks: -1 })
  })

  it('is refused by the name of its field', async () => {
    const { url, rows } = await started()
    const { status, body } = await postTrack(url, 'Track', { ...least, EventTime: 'x' })
    expect([status, body.parameter]).toEqual([400, 'EventTime'])
    expect(body.error).toMatch(/^EventTime must be a time/)
    expect((await postTrack(url, 'Track', [least])).body.error).toBe('the event must be a JSON object')
    expect(rows()).toEqual([])
  })

  it('has the address of its header, unless it says one itself', async () => {
    const { url, rows } = await started()
    const header = { ...withKey, 'epi-user-ip-address': '192.0.2.1' }
    await postTrack(url, 'Track', least, header)
    await postTrack(url, 'Track', { ...least, RemoteAddress: '192.0.2.2' }, header)
    expect(rows().map(({ address }) => address)).toEqual(['192.0.2.1', '192.0.2.2'])
  })
})

describe('a batch', () => {
  it('is read whatever its type is called, compressed or not, in any case of its address', async () => {
    const { url, rows } = await started()
    const batch = JSON.stringify([least])
    for (const type of [
      'text/plain;charset=UTF-8',
      'application/json-patch+json',
      'application/json',
      'x/y',
    ]) {
      const { body } = await postTrack(url, 'TrackBulk', batch, { ...withKey, 'content-type': type })
      expect([type, body.stored]).toEqual([type, 1])
    }
    const { body } = await postTrack(url, 'trackbulk', gzipSync(batch), {
      ...withKey,
      'content-type': 'text/plain',
    })
    expect(body.stored).toBe(1)
    expect(rows()).toHaveLength(5)
  })

  it('keeps what it can', async () => {
    const { url, rows } = await started()
    const { status, body } = await postTrack(url, 'TrackBulk', [least, { ...least, PageUri: 1 }, least])
    expect([status, body]).toMatchObject([
      200,
      { stored: 2, rejected: [{ line: 2, parameter: 'PageUri', error: 'PageUri must be a text' }] },
    ])
    expect(rows()).toHaveLength(2)
  })

  it('of more than a hundred events is to be halved', async () => {
    const { url, rows } = await started()
    const { status } = await postTrack(
      url,
      'TrackBulk',
      Array.from({ length: 101 }, () => least),
    )
    expect([status, rows()]).toEqual([413, []])
  })

  it('stores a TrackId once in each scope, and says nothing of the repeats', async () => {
    const { url, rows } = await started()
    const batch = [
      { ...least, trackId: 'a', value: 'first' },
      { ...least, trackId: ' a ', value: 'second' },
      { ...least, trackId: 'a', scope: 'shop' },
      { ...least, trackId: 'A' },
    ]
    for (const repeated of [1, 4]) {
      const { status, body } = await postTrack(url, 'TrackBulk', batch)
      expect([status, body]).toMatchObject([200, { stored: 4 - repeated, repeated, rejected: [] }])
    }
    expect(rows().map(({ scope, track, value }) => [scope, track, value])).toEqual([
      ['default', 'a', 'first'],
      ['shop', 'a', 'v'],
      ['default', 'A', 'v'],
    ])
  })
})

it('gives back values that look like SQL, HTML and JSON as they came', async () => {
  const { url, rows } = await started()
  const text = `'; DROP TABLE events; -- <script>alert("1")</script> {"a":1} \u0000 ${'\\'}`
  await postTrack(url, 'Track', { ...least, value: text, payload: text, user: { name: text } })
  const { value, payload, user } = rows()[0]!
  expect([value, JSON.parse(payload), JSON.parse(String(user)).Name]).toEqual([text, text, text])
})

describe('a batch of a hundred events of the largest size', () => {
  const origin = 'https://shop.example'
  const limit = 256 * 1024
  const large = { ...least, payload: '' }
  large.payload = 'x'.repeat(limit - JSON.stringify(large).length)
  const batch = JSON.stringify(Array(100).fill(large))

  it('is taken by key, and of a page by the body’s limit only', async () => {
    const { url, rows } = await running({ keys: [{ key }], origins: [origin] })
    for (const body of [batch, gzipSync(batch)]) {
      const answer = await postTrack(url, 'TrackBulk', body)
      expect([answer.status, answer.body.stored]).toEqual([200, 100])
      const ofPage = await postTrack(url, 'TrackBulk', body, { origin })
      expect([ofPage.status, ofPage.body.stored]).toEqual([413, undefined])
    }
    expect(rows().length).toBe(200)
  })

  it('may be no larger', async () => {
    const { url } = await running({ keys: [{ key }] })
    expect((await postTrack(url, 'TrackBulk', `${batch}${' '.repeat(2000)}`)).status).toBe(413)
    const { body } = await postTrack(url, 'TrackBulk', [{ ...large, payload: `${large.payload}x` }, least])
    expect(body).toMatchObject({ stored: 1, rejected: [{ line: 1 }] })
  })
})
