import { describe, expect, it } from 'vitest'
import { get } from '../support/activity.ts'
import { sendFrom } from '../support/from-address.ts'
import { running } from '../support/running.ts'

const event = 'd=1795000000&c=embed&a=view'

/** Sends one event with each X-Forwarded-For where one a minute is allowed: 200 is another address, 429 the same. */
async function statusesOf(...forwarded: string[]): Promise<number[]> {
  const { url } = await running({ rate: 1, trustProxy: ['127.0.0.1', '10.0.0.0/8'] })
  const statuses: number[] = []
  for (const address of forwarded) {
    statuses.push((await get(url, event, { headers: { 'x-forwarded-for': address } })).status)
  }
  return statuses
}

describe('behind a proxy', () => {
  it.each<[what: string, one: string, other: string]>([
    ['a port', '203.0.113.7:40001', '203.0.113.7:40002'],
    ['a port of IPv6', '[2001:db8::1]:443', '[2001:db8::1]:444'],
    ['brackets', '[2001:db8::1]', '2001:db8::1'],
    ['another way of writing it', '2001:DB8:0:0::1', '2001:db8::1'],
    ['another place of one /64', '2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff'],
    ['IPv4 within IPv6', '::ffff:203.0.113.7', '203.0.113.7'],
    ['IPv4 within IPv6, in hexadecimal', '::ffff:cb00:7107', '203.0.113.7'],
    ['a translated IPv4', '64:ff9b::203.0.113.7', '203.0.113.7'],
    ['a zone', 'fe80::1%eth0', 'fe80::1%eth1'],
    ['spaces', ' 203.0.113.7 ', '203.0.113.7'],
    ['what the client says of itself', '198.51.100.1, 203.0.113.7', '198.51.100.2, 203.0.113.7'],
    ['a second proxy', '203.0.113.7, 10.0.0.1', '203.0.113.7, 10.9.9.9:80'],
    ['garbage', 'garbage', '<script>'],
    ['garbage with a number', 'unknown-1', '_hidden:2'],
    ['numbers that are no address', '203.0.113', '0x7f000001'],
    ['nothing between commas', ',,,', ','],
  ])('is not fooled by %s', async (_what, one, other) => {
    expect(await statusesOf(one, other)).toEqual([200, 429])
  })

  it('tells addresses apart that are different', async () => {
    expect(
      await statusesOf(
        '203.0.113.7',
        '203.0.113.8',
        '2001:db8:1:2::1',
        '2001:db8:1:3::1',
        '64:ff9b::203.0.113.9',
      ),
    ).toEqual([200, 200, 200, 200, 200])
  })

  it('counts garbage for the proxy that hands it on', async () => {
    const { port } = await running({ rate: 1, trustProxy: ['127.0.0.0/8'] })
    const send = (from: string, forwarded: string) =>
      sendFrom(port, {
        method: 'GET',
        path: `/track/activity?${event}`,
        headers: { 'x-forwarded-for': forwarded },
        from,
      })
    expect((await send('127.0.0.8', 'garbage')).status).toBe(200)
    expect((await send('127.0.0.9', 'garbage')).status).toBe(200)
    expect((await send('127.0.0.9', 'other garbage')).status).toBe(429)
  })
})
