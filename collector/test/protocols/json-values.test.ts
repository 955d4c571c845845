import { expect, it } from 'vitest'
import { key, least, postTrack, withKey } from '../support/profile-store.ts'
import { running } from '../support/running.ts'

/** As JSON can write it, and JSON.stringify never would. */
const track = (more: string): string => JSON.stringify(least).replace(/}$/, `,${more}}`)

it.each([
  ['"payload":{"price":1e999}', 'payload.price'],
  ['"payload":[1,{"deep":[-1e400]}]', 'payload.1.deep.0'],
  ['"payload":1e309', 'payload'],
  [`"payload":[${'9'.repeat(310)}]`, 'payload.0'],
  ['"Payload":{"price":1E+999}', 'Payload.price'],
  ['"user":{"info":{"age":1e999}}', 'user.info.age'],
  ['"user":{"age":1e999}', 'user.age'],
])('refuses the infinite number in %s, naming %s, and keeps its neighbours', async (more, parameter) => {
  const { url, rows } = await running({ keys: [{ key }] })
  const error = `${parameter} is a number beyond 1.8e308, the largest there is`
  const alone = await postTrack(url, 'Track', track(more))
  expect([alone.status, alone.body]).toMatchObject([400, { parameter, error, stored: 0 }])
  const { status, body } = await postTrack(url, 'TrackBulk', `[${track('"value":"v"')},${track(more)}]`)
  expect([status, body]).toMatchObject([200, { stored: 1, rejected: [{ line: 2, parameter, error }] }])
  expect(rows()).toHaveLength(1)
})

it('keeps the largest number that there is, and the smallest', async () => {
  const { url, rows } = await running({ keys: [{ key }] })
  const payload = `{"largest":${Number.MAX_VALUE},"smallest":${Number.MIN_VALUE}}`
  expect((await postTrack(url, 'Track', track(`"payload":${payload}`))).status).toBe(200)
  expect(JSON.parse(rows()[0]!.payload)).toEqual({ largest: Number.MAX_VALUE, smallest: Number.MIN_VALUE })
})

it.each([
  ['{"eventType":3,"price":1e999}', 'price'],
  ['{"eventType":3,"prices":[1,-1e999]}', 'prices.1'],
  ['{"eventType":3,"facts":{"price":1e999}}', 'facts.price'],
])('refuses Kaltura’s %s, naming %s', async (body, parameter) => {
  const { url, rows } = await running()
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${url}/collect`, { method: 'POST', body, headers })
  expect([response.status, await response.json()]).toEqual([
    400,
    { error: `${parameter} is a number beyond 1.8e308, the largest there is` },
  ])
  expect(rows()).toEqual([])
})

/** A title that a page has cut off in the middle of an emoji, as `slice` does. */
const cut = 'A party \ud83c'

it('keeps a text that was cut in the middle of a character, with one U+FFFD for it, in every place', async () => {
  const { url, rows } = await running({ keys: [{ key }], live: true })
  const texts = { deviceId: cut, eventType: cut, value: cut, pageUri: cut, pageTitle: cut, sessionId: cut }
  const places = { remoteAddress: cut, countryCode: cut, city: cut, trackId: 'whole \ud83c\udf89' }
  const payload = { [cut]: cut, list: [cut, { text: '\udf89\ud83c both the wrong way round' }] }
  const user = { name: cut, info: { [cut]: cut } }
  const sent = { ...texts, ...places, payload, user }
  const body = JSON.stringify(sent)
  expect(body).toContain('\\ud83c')
  expect((await postTrack(url, 'Track', body)).body).toMatchObject({ stored: 1 })

  const whole = 'A party \ufffd'
  expect(rows()).toMatchObject([
    {
      visitor: whole,
      type: whole,
      value: whole,
      page: whole,
      title: whole,
      session: whole,
      track: 'whole 🎉',
    },
  ])
  const response = await fetch(`${url}/api/v2.0/TrackEvents`, { headers: withKey })
  const { items } = (await response.json()) as { items: Record<string, unknown>[] }
  expect(items).toMatchObject([
    {
      ...{ DeviceId: whole, EventType: whole, Value: whole, PageUri: whole, PageTitle: whole, City: whole },
      Payload: { [whole]: whole, list: [whole, { text: '\ufffd\ufffd both the wrong way round' }] },
      User: { Name: whole, Info: { [whole]: whole } },
    },
  ])
  const summary = (await (await fetch(`${url}/live/summary`)).json()) as { recent: object[] }
  expect(summary.recent).toMatchObject([{ value: whole, payload: { [whole]: whole } }])
})

it('keeps what only looks like half a character', async () => {
  const { url, rows } = await running({ keys: [{ key }] })
  const payload = { path: 'C:\\ud83c', emoji: '🎉', escaped: '\\ud83c\\udf89' }
  await postTrack(url, 'Track', { ...least, payload })
  expect(JSON.parse(rows()[0]!.payload)).toEqual(payload)
})

it('keeps Kaltura’s texts that were cut in the middle of a character', async () => {
  const { url, rows } = await running()
  const body = JSON.stringify({ eventType: 3, sessionId: 'S', title: cut, tags: [cut], more: { [cut]: cut } })
  const headers = { 'content-type': 'application/json' }
  expect((await fetch(`${url}/collect`, { method: 'POST', body, headers })).status).toBe(200)
  const whole = 'A party \ufffd'
  expect(JSON.parse(rows()[0]!.payload)).toMatchObject({
    title: whole,
    tags: whole,
    more: `{"${whole}":"${whole}"}`,
  })
})
