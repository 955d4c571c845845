import { describe, expect, it } from 'vitest'
import { key, least, postTrack } from '../../support/profile-store.ts'
import { running } from '../../support/running.ts'

const listed = 'https://shop.example'
const bound = 'fedcba9876543210-shop'
const options = { origins: [listed], keys: [{ key }, { key: bound, scopes: ['shop'] }] }

const remove = (url: string, scope: string, id: string, headers: Record<string, string>) =>
  fetch(`${url}/api/v2.0/TrackEvents/${scope}/${id}`, { method: 'DELETE', headers })

describe('writing', () => {
  it.each<[what: string, headers: Record<string, string>]>([
    ['a page of a listed origin', { origin: listed }],
    ['anybody with a key', { authorization: `epi-single ${key}` }],
    [
      'anybody with a key and another origin',
      { authorization: `EPI-Single  ${key}`, origin: 'https://x.example' },
    ],
  ])('is open to %s', async (_what, headers) => {
    const { url, rows } = await running(options)
    expect((await postTrack(url, 'Track', least, headers)).status).toBe(200)
    expect(rows()).toHaveLength(1)
  })

  it.each<[what: string, headers: Record<string, string>]>([
    ['nobody in particular', {}],
    ['a page of another origin', { origin: 'https://shop.example.evil.test' }],
    ['a page of no origin', { origin: 'null' }],
    ['an empty key', { authorization: 'epi-single ' }],
    ['another key', { authorization: `epi-single ${key.slice(0, -1)}` }],
    ['a longer key', { authorization: `epi-single ${key}x` }],
    ['two keys', { authorization: `epi-single ${key} ${key}` }],
    ['another scheme', { authorization: `Bearer ${key}` }],
    ['a bare key', { authorization: key }],
  ])('is closed to %s', async (_what, headers) => {
    const { url, rows } = await running(options)
    const { status, headers: answered, body } = await postTrack(url, 'Track', least, headers)
    expect([status, answered.get('www-authenticate')]).toEqual([401, 'epi-single'])
    expect(body).toEqual({ error: 'Authorization must be epi-single and a key of this collector' })
    expect(rows()).toEqual([])
  })

  it('is closed to everybody where no key and no origin is known', async () => {
    const { url, rows } = await running()
    for (const headers of [{}, { origin: listed }, { authorization: `epi-single ${key}` }]) {
      const { status, body } = await postTrack(url, 'Track', least, headers)
      expect(status).toBe(401)
      // How to start it with one.
      expect(body).toEqual({ error: expect.stringMatching(/no key.*RIVULET_KEY=.*--key-file.*epi-single/) })
    }
    expect(rows()).toEqual([])
  })
})

it('lets a key that is bound to scopes write and delete in those alone', async () => {
  const { url, rows } = await running(options)
  const headers = { authorization: `epi-single ${bound}` }
  const inShop = { ...least, scope: 'shop', trackId: 'a' }
  expect((await postTrack(url, 'Track', inShop, headers)).status).toBe(200)
  const { status, body } = await postTrack(url, 'TrackBulk', [inShop, { ...least, trackId: 'a' }], headers)
  expect([status, body]).toEqual([403, { error: 'this key may not be used for scope default' }])
  await postTrack(url, 'Track', { ...least, trackId: 'a' }, { origin: listed })
  expect((await remove(url, 'default', 'a', headers)).status).toBe(403)
  expect((await remove(url, 'shop', 'a', headers)).status).toBe(200)
  expect(rows()).toHaveLength(2)
})

it('lets nobody delete without a key, from whatever page', async () => {
  const { url } = await running(options)
  await postTrack(url, 'Track', { ...least, trackId: 'a' }, { origin: listed })
  expect((await remove(url, 'default', 'a', { origin: listed })).status).toBe(401)
  expect((await remove(url, 'default', 'a', { authorization: `epi-single ${key}` })).status).toBe(200)
})

it.each([
  [{ key: 'short' }, 'key 1 must be at least 16 characters of ASCII, without spaces'],
  [{ key: 'with a space in it' }, 'key 1 must be'],
  [{ key: 'ü'.repeat(20) }, 'key 1 must be'],
  [{ key, scopes: ['Shop'] }, 'a scope of key 1 is none'],
])('does not start with the key %j, and does not say it', async (each, message) => {
  const failure = await running({ keys: [each] }).catch((error: Error) => error.message)
  expect(failure).toContain(message)
  expect(failure).not.toContain(each.key)
})
