import { expect, it } from 'vitest'
import type { CollectorOptions } from '../../src/options.ts'
import { sendFrom } from '../support/from-address.ts'
import { key, withKey } from '../support/profile-store.ts'
import { running } from '../support/running.ts'

type Addresses = CollectorOptions['addresses']

it.each<[addresses: Addresses | undefined, direct: string | null, v4: string | null, v6: string | null]>([
  [undefined, null, null, null],
  ['none', null, null, null],
  ['truncated', '127.0.7.0', '203.0.113.0', '2001:db8:1::'],
  ['full', '127.0.7.9', '203.0.113.57', '2001:db8:1:2:3:4:5:6'],
])('keeps of an address, with --addresses %s: %s, %s, %s', async (addresses, direct, v4, v6) => {
  const options = { keys: [{ key }], ...(addresses && { addresses }) }
  const { port, rows } = await running({ ...options, trustProxy: ['127.0.0.1'] })
  const forwarded = (address: string) => ({ 'x-forwarded-for': address })
  const batch = 'd=1795000000&c=a&a=b\nd=1795000000&c=a&a=b'
  // Whoever is no proxy says of itself what it likes.
  await sendFrom(port, { body: batch, from: '127.0.7.9', headers: forwarded('198.51.100.1') })
  await sendFrom(port, { body: batch, headers: forwarded('203.0.113.57') })
  await sendFrom(port, {
    method: 'GET',
    path: '/collect?eventType=3',
    headers: forwarded('[2001:db8:1:2:3:4:5:6]:443'),
  })
  expect(rows().map(({ address }) => address)).toEqual([direct, direct, v4, v4, v6])
})

it('keeps what a track event says of its address, and of the connection only that of a page', async () => {
  const { port, rows } = await running({
    keys: [{ key }],
    addresses: 'full',
    origins: ['https://shop.example'],
  })
  const track = (more: object, headers: Record<string, string> = {}) =>
    sendFrom(port, {
      path: '/api/v1.0/Track',
      body: JSON.stringify({ deviceId: '1', eventType: 'home', value: 'x', ...more }),
      headers: { ...withKey, ...headers },
      from: '127.0.7.9',
    })
  await track({ remoteAddress: '192.0.2.1' })
  await track({}, { 'epi-user-ip-address': '192.0.2.2' })
  await track({})
  await track({}, { authorization: '', origin: 'https://shop.example' })
  expect(rows().map(({ address }) => address)).toEqual(['192.0.2.1', '192.0.2.2', null, '127.0.7.9'])
})
