import { expect, it } from 'vitest'
import { key, withKey } from '../../support/profile-store.ts'
import { running } from '../../support/running.ts'
import { asking, event, shopKey } from '../../support/track-events.ts'

it.each<[what: string, headers: Record<string, string>]>([
  ['no key', {}],
  ['a wrong key', { authorization: 'epi-single wrong-key-0123456789' }],
  ['a key as a beginning of one', { authorization: `${withKey.authorization}0` }],
  ['another scheme', { authorization: `Bearer ${key}` }],
  ['a listed origin', { origin: 'https://shop.example' }],
])('nobody may ask with %s', async (_, headers) => {
  const { get, preview } = await asking()
  for (const answer of [await get({}, headers), await preview({ Query: 'Events' }, headers)]) {
    expect(answer.status).toBe(401)
    expect(answer.body.error.code).toBe('Unauthorized')
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  }
})

it('nobody at all may ask where no key is configured', async () => {
  const { url } = await running({})
  const headers = { authorization: 'epi-single ' }
  expect((await fetch(`${url}/api/v2.0/TrackEvents`, { headers })).status).toBe(401)
})

it('who has the key of one scope may ask for that scope alone', async () => {
  const { write, get, preview } = await asking()
  await write([event, { ...event, scope: 'shop', trackId: 't2' }])
  const headers = { authorization: `epi-single ${shopKey}` }
  const inShop = { total: 1, items: [{ Scope: 'shop' }] }
  const widest = { $filter: "Scope eq 'default' or not (Value eq 'x') or Scope ne ''" }
  expect((await get(widest, headers)).body).toMatchObject(inShop)
  expect((await get({}, headers)).body).toMatchObject(inShop)
  expect((await get(widest)).body).toMatchObject({ total: 2 })
  expect((await preview({ Query: 'Events', Scope: 'shop' }, headers)).body).toMatchObject({ count: 1 })
  const { status, body } = await preview({ Query: 'Events', Scope: 'default' }, headers)
  expect([status, body.error.message]).toEqual([403, expect.stringContaining('default')])
})
