import { copyFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import { createCollector } from '../../src/collector.ts'
import { command, listening } from '../support/command.ts'
import { sendFrom } from '../support/from-address.ts'
import { countries, countriesOfIPv4 } from '../support/places.ts'
import { key, least, withKey } from '../support/profile-store.ts'
import { rowsOf, running } from '../support/running.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const batch = '?k=one\nd=1795000000&c=a&a=b&n=1\nd=1795000000&c=a&a=b&n=2'
const origin = 'https://shop.example'
const proxied = { trustProxy: ['127.0.0.1'], keys: [{ key }], origins: [origin] }
const forwarded = (address: string) => ({ 'x-forwarded-for': address })
const placesIn = (rows: readonly Record<string, unknown>[]) =>
  rows.map(({ country, city, address }) => [country, city, address])

it('knows the country of events of all protocols, and keeps no address', async () => {
  const { port, rows } = await running({ ...proxied, geo: countries })
  const headers = forwarded('194.132.0.1')
  await sendFrom(port, { body: batch, headers })
  await sendFrom(port, { method: 'GET', path: '/track/activity?d=1795000000&c=a&a=b', headers })
  await sendFrom(port, { method: 'GET', path: '/collect?eventType=3', headers })
  await sendFrom(port, { path: '/collect', body: 'eventType=3&sessionId=a', headers })
  await sendFrom(port, {
    path: '/api/v1.0/TrackBulk',
    body: JSON.stringify([least, least]),
    headers: { ...headers, origin },
  })
  expect(placesIn(rows())).toEqual(Array(7).fill(['SE', null, null]))
})

it.each([
  ['Liechtenstein’s', '80.66.224.1', 'LI'],
  ['IPv6', '2001:4860:4860::8888', 'US'],
  ['IPv4 within IPv6', '::ffff:194.132.0.1', 'SE'],
  ['a translated IPv4', '64:ff9b::194.132.0.1', 'SE'],
  ['with a port', '194.132.0.1:443', 'SE'],
  ['a visitor who claims another one', '8.8.8.8, 194.132.0.1', 'SE'],
  ['a private one', '192.168.1.7', null],
  ['a private one of IPv6', 'fd00::7', null],
  ['this machine', '::1', null],
  ['none', 'unknown', null],
])('finds the country of an address: %s', async (_, address, country) => {
  const { port, rows } = await running({ ...proxied, geo: countries })
  await sendFrom(port, { body: batch, headers: forwarded(address) })
  expect(placesIn(rows())).toEqual(Array(2).fill([country, null, null]))
})

it('believes nobody who is no proxy', async () => {
  const { port, rows } = await running({ ...proxied, geo: countries })
  await sendFrom(port, { body: batch, headers: forwarded('194.132.0.1'), from: '127.0.0.9' })
  expect(placesIn(rows())).toEqual(Array(2).fill([null, null, null]))
})

it('takes no IPv6 address for one of IPv4', async () => {
  const { port, rows } = await running({ ...proxied, geo: countriesOfIPv4 })
  await sendFrom(port, { method: 'GET', path: '/collect?eventType=3', headers: forwarded('194.132.0.1') })
  await sendFrom(port, { method: 'GET', path: '/collect?eventType=3', headers: forwarded('c284::1') })
  expect(placesIn(rows())).toEqual([
    ['SE', null, null],
    [null, null, null],
  ])
})

it('takes what a track event says, or the address that it says, or its connection unless that is a server’s', async () => {
  const { port, rows } = await running({ ...proxied, geo: countries })
  const track = (more: object, headers: Record<string, string> = {}) =>
    sendFrom(port, {
      path: '/api/v1.0/Track',
      body: JSON.stringify({ ...least, ...more }),
      headers: { ...forwarded('194.132.0.1'), ...withKey, ...headers },
    })
  await track({ countryCode: 'Localhost', remoteAddress: '8.8.8.8' })
  await track({ city: 'Rome', remoteAddress: '8.8.8.8' })
  await track({ remoteAddress: '8.8.8.8' })
  await track({ remoteAddress: 'somewhere' })
  await track({}, { 'epi-user-ip-address': '8.8.8.8' })
  await track({})
  await track({}, { origin })
  expect(placesIn(rows())).toEqual([
    ['Localhost', null, '8.8.8.8'],
    [null, 'Rome', '8.8.8.8'],
    ['US', null, '8.8.8.8'],
    [null, null, 'somewhere'],
    ['US', null, '8.8.8.8'],
    [null, null, null],
    ['SE', null, null],
  ])
})

it('answers questions about countries', async () => {
  const { port, url } = await running({ ...proxied, geo: countries })
  await sendFrom(port, { body: batch, headers: forwarded('194.132.0.1') })
  await sendFrom(port, { body: batch.replace('one', 'two'), headers: forwarded('8.8.8.8') })
  const answer = await fetch(`${url}/api/v2.0/TrackEvents?$filter=CountryCode eq 'SE'`, { headers: withKey })
  expect(await answer.json()).toMatchObject({ total: 2 })
})

it('reads a new file without a restart, and goes on with the old one while the new one is broken', async () => {
  const folder = temporaryFolder()
  const store = join(folder, 'events.db')
  const geo = join(folder, 'places.mmdb')
  copyFileSync(countriesOfIPv4, geo)
  const started = await listening(['--store', store, '--geo', geo, '--trust-proxy', '127.0.0.1'])
  const see = async () => {
    for (const address of ['194.132.0.1', '2001:4860:4860::8888'])
      await sendFrom(started.port, {
        method: 'GET',
        path: '/collect?eventType=3',
        headers: forwarded(address),
      })
    return rowsOf(store)
      .slice(-2)
      .map(({ country }) => country)
  }
  expect(await see()).toEqual(['SE', null])
  // Half of a file that is still being written.
  const whole = readFileSync(countries)
  writeFileSync(geo, whole.subarray(0, whole.length >> 1))
  await started.printed(/"level":50[^\n]*the old one goes on/)
  expect(await see()).toEqual(['SE', null])
  copyFileSync(countries, `${geo}.new`)
  renameSync(`${geo}.new`, geo)
  await started.printed(/places was read anew/)
  expect(await see()).toEqual(['SE', 'US'])
  started.child.kill('SIGTERM')
  expect((await started.ended).code).toBe(0)
})

it('finds damage in the middle of a file', async () => {
  const geo = join(temporaryFolder(), 'places.mmdb')
  const damaged = readFileSync(countries)
  damaged.fill(0xff, damaged.length >> 3, (damaged.length * 7) >> 3)
  writeFileSync(geo, damaged)
  await expect(createCollector({ store: ':memory:', geo, logLevel: 'silent' })).rejects.toThrow(/not whole/)
})

it('stores an event whose place is damaged', async () => {
  const geo = join(temporaryFolder(), 'places.mmdb')
  const damaged = readFileSync(countries)
  // The length of a text, 2, and the text.
  const at = damaged.lastIndexOf('\x42LI')
  damaged[at] = 0
  writeFileSync(geo, damaged)
  const { port, rows } = await running({ ...proxied, geo })
  for (const address of ['80.66.224.1', '194.132.0.1']) {
    const answer = await sendFrom(port, { body: 'd=1795000000&c=a&a=b', headers: forwarded(address) })
    expect(answer.body).toMatchObject({ stored: 1 })
  }
  expect(placesIn(rows())).toEqual([
    [null, null, null],
    ['SE', null, null],
  ])
})

it.each([
  ['is not there', undefined],
  ['is empty', ''],
  ['is another one', '{"country":"SE"}'.repeat(1000)],
])('does not start with a file that %s, and leaves no store', async (_, content) => {
  const folder = temporaryFolder()
  const geo = join(folder, 'places.mmdb')
  if (content !== undefined) writeFileSync(geo, content)
  const store = join(folder, 'events.db')
  const { code, stderr } = await command(['--port', '0', '--store', store], { RIVULET_GEO: geo }).ended
  expect([code, stderr]).toEqual([1, expect.stringContaining(geo)])
  expect(existsSync(store)).toBe(false)
})

it('loads neither the reader nor the list of bots unless it is asked to', async () => {
  vi.resetModules()
  const loaded: string[] = []
  for (const name of ['mmdb-lib', 'isbot'])
    vi.doMock(name, async (original) => {
      loaded.push(name)
      return original()
    })
  const { createCollector: create } = await import('../../src/collector.ts')
  const plain = await create({ store: ':memory:', logLevel: 'silent' })
  await plain.close()
  expect(loaded).toEqual([])
  const asked = await create({ store: ':memory:', logLevel: 'silent', geo: countries, bots: 'mark' })
  await asked.close()
  expect(loaded.toSorted()).toEqual(['isbot', 'mmdb-lib'])
})

const v6 = fc.ipV6().filter((address) => !address.includes('.'))

it('lets no address reach the store with --addresses none, whoever sends what', async () => {
  const { port, file } = await running({ ...proxied, geo: countries, bots: 'mark', addresses: 'none' })
  const bytes = () =>
    [file, `${file}-wal`]
      .filter(existsSync)
      .map((each) => readFileSync(each, 'latin1'))
      .join('\n')
  await fc.assert(
    fc.asyncProperty(
      // Long enough to be in no file by chance.
      fc.oneof(fc.ipV4(), v6).filter((address) => address.length > 8),
      fc.constantFrom('/track/activity', '/collect', '/api/v1.0/Track'),
      fc.constantFrom('', ':443'),
      async (address, path, port_) => {
        const isIPv6 = address.includes(':')
        const sent = isIPv6 && port_ !== '' ? `[${address}]${port_}` : `${address}${port_}`
        const body = {
          '/track/activity': 'd=1795000000&c=a&a=b',
          '/collect': 'eventType=3',
          '/api/v1.0/Track': JSON.stringify(least),
        }[path]!
        const { status } = await sendFrom(port, {
          path,
          body,
          headers: { ...forwarded(sent), origin, 'user-agent': 'Googlebot/2.1' },
        })
        expect(status).toBe(200)
        expect(bytes()).not.toContain(address)
      },
    ),
    { numRuns: 60 },
  )
  const rows = rowsOf(file)
  expect(rows.length).toBe(60)
  expect(rows.filter(({ address }) => address !== null)).toEqual([])
  // Of some of them the country was found, so they were looked at.
  expect(rows.some(({ country }) => country !== null)).toBe(true)
})
