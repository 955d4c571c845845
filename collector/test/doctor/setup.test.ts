import {
  chmodSync,
  chownSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import { freePort } from '../../../scripts/free-port.mjs'
import { examineSetup, type Setup } from '../../src/doctor/examine-setup.ts'
import type { Finding } from '../../src/doctor/finding.ts'
import { checkGeoFile } from '../../src/doctor/setup/check-geo-file.ts'
import { checkMachine } from '../../src/doctor/setup/check-machine.ts'
import { defaults } from '../../src/options.ts'
import { get, post } from '../support/activity.ts'
import { countries, countriesOfIPv4 } from '../support/places.ts'
import { running } from '../support/running.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const key = '4b1c0e6b7a9d4f1c0e6b7a9d'

/** All is right but for what a test says. */
async function look(different: Partial<Setup> = {}) {
  const setup: Setup = {
    ...defaults,
    host: '127.0.0.1',
    port: await freePort(),
    store: join(temporaryFolder(), 'events.db'),
    trustProxy: ['127.0.0.1'],
    keys: [{ key }],
    keyFiles: [],
    ...different,
  }
  return examineSetup(setup)
}

const lines = (findings: readonly Finding[]) =>
  findings.map(({ subject, status, message, advice = '' }) => `${status} ${subject}: ${message} ${advice}`)
const bad = (findings: readonly Finding[]) => lines(findings.filter(({ status }) => status !== 'ok'))

it('finds nothing to mend before the first start, and makes nothing', async () => {
  const folder = temporaryFolder()
  const findings = await look({ store: join(folder, 'events.db') })
  expect(bad(findings)).toEqual([])
  expect(lines(findings).join('\n')).toMatch(/not there yet.*\n.*\n.*\n.*is free/)
  expect(readdirSync(folder)).toEqual([])
})

it('finds nothing to mend where the live page is looked at through a tunnel', async () => {
  const findings = await look({ live: true, liveKeys: [`b${key}`] })
  expect(bad(findings)).toEqual([])
  expect(lines(findings).join('\n')).toMatch(/ok live page: it wants a login.*tunnel.*--public-url/)
})

it('finds nothing to mend while a collector runs', async () => {
  const { file, port } = await running()
  const findings = await look({ store: file, port })
  expect(bad(findings)).toEqual([])
  expect(lines(findings).join('\n')).toMatch(/a collector has it[\s\S]*listens on .* and is ready/)
})

it('finds nothing to mend after it has ended, and leaves the folder as it was', async () => {
  const { file, url, app } = await running()
  await get(url, 'd=1795000000&c=a&a=b')
  await app.close()
  const before = readdirSync(join(file, '..'))
  const findings = await look({ store: file })
  expect(bad(findings)).toEqual([])
  expect(lines(findings).join('\n')).toContain('no collector has it now')
  expect(readdirSync(join(file, '..'))).toEqual(before)
  // It can be started: the lock was given back.
  await running({ store: file })
})

it('names what is wrong with the store', async () => {
  const folder = temporaryFolder()
  const store = (name: string) => join(folder, name)
  writeFileSync(store('text.db'), 'this is no database, and longer than its header would be: '.repeat(20))
  const newer = new Database(store('newer.db'))
  newer.pragma('user_version = 999')
  newer.close()
  for (const [name, words] of [
    [join('nowhere', 'events.db'), /problem store: the folder/],
    ['text.db', /problem store: .*cannot be opened.*not a database/],
    ['newer.db', /problem store: .*newer collector/],
  ] as const) {
    expect(bad(await look({ store: store(name) })), name).toEqual([expect.stringMatching(words)])
  }
  expect(bad(await look({ store: ':memory:' }))).toEqual([expect.stringMatching(/warning store: :memory:/)])
})

it('finds damage in the middle of a store, and says where it had no time to look', async () => {
  const { file, url, app } = await running()
  for (let at = 0; at < 4; at += 1) {
    const lines = Array.from(
      { length: 100 },
      (_, n) => `d=1795000000&c=a&a=b&q=${at}.${n}.${'x'.repeat(2_000)}`,
    )
    await post(url, lines.join('\n'))
  }
  await app.close()
  const before = readdirSync(join(file, '..'))
  const hurried = await look({ store: file, patience: 1 })
  expect(bad(hurried)).toEqual([])
  expect(lines(hurried).join('\n')).toContain('whether it is damaged is not known')
  expect(readdirSync(join(file, '..'))).toEqual(before)
  expect(lines(await look({ store: file })).join('\n')).not.toContain('damaged')
  const descriptor = openSync(file, 'r+')
  writeSync(descriptor, Buffer.alloc(400_000, 0x5a), 0, 400_000, 200_000)
  closeSync(descriptor)
  expect(bad(await look({ store: file }))).toEqual([
    expect.stringMatching(/problem store: .*damaged.*backup/),
  ])
})

it('says that no collector runs where nobody listens', async () => {
  const findings = await look()
  expect(bad(findings)).toEqual([])
  expect(lines(findings).join('\n')).toMatch(/ok port: .* is free: no collector runs there. Start it/)
})

it('says that others can read the store, or the keys', async () => {
  const { file, app } = await running()
  await app.close()
  chmodSync(file, 0o644)
  const keyFile = join(temporaryFolder(), 'keys')
  writeFileSync(keyFile, key)
  chmodSync(keyFile, 0o644)
  expect(bad(await look({ store: file, keyFiles: [keyFile] }))).toEqual([
    expect.stringMatching(/warning store: everybody.*chmod 600/),
    expect.stringMatching(/warning keys: others.*chmod 600/),
  ])
  chmodSync(file, 0o600)
  // As root gives it to the collector's group; another group is others.
  chmodSync(keyFile, 0o640)
  expect(bad(await look({ store: file, keyFiles: [keyFile] }))).toEqual([])
  if (process.getuid?.() === 0) {
    chownSync(keyFile, 0, 65534)
    expect(bad(await look({ store: file, keyFiles: [keyFile] }))).toEqual([expect.stringContaining('others')])
  }
  chmodSync(keyFile, 0o600)
  expect(bad(await look({ store: file, keyFiles: [keyFile] }))).toEqual([])
})

it('says that the file is of an older version', async () => {
  const { file, app } = await running()
  await app.close()
  const database = new Database(file)
  database.pragma('user_version = 2')
  database.close()
  expect(bad(await look({ store: file }))).toEqual([expect.stringMatching(/older version.*backup/)])
})

it('says that a collector may be at it, where one has a file of an older version', async () => {
  const { file } = await running()
  const database = new Database(file)
  database.pragma('user_version = 2')
  database.close()
  expect(bad(await look({ store: file }))).toEqual([
    expect.stringMatching(/warning store: .*brings it up to date now. Its log/),
    expect.stringMatching(/warning port: .*none listens.* wait/),
  ])
})

it('says who else is at the port', async () => {
  const other = createServer((_request, response) => response.end('hello'))
  onTestFinished(() => void other.close())
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo
  expect(bad(await look({ port }))).toEqual([expect.stringMatching(/problem port: something else/)])
  expect(bad(await look({ host: '192.0.2.1', trustProxy: [] }))).toEqual([
    expect.stringMatching(/problem port: .*cannot be listened on/),
  ])
})

it.each<[what: string, different: Partial<Setup>, ...words: RegExp[]]>([
  ['no proxy is trusted on loopback', { trustProxy: [] }, /warning proxy: .*--trust-proxy 127\.0\.0\.1/],
  ['everybody is trusted', { trustProxy: ['0.0.0.0/0'] }, /problem proxy: .*claim any address/],
  ['there is no key', { keys: [] }, /warning keys: .*RIVULET_KEY=/],
  ['a key is written by hand', { keys: [{ key: 'aaaaaaaaaaaaaaaa' }] }, /problem keys: .*guessed/],
  [
    'one key is for two purposes',
    { live: true, liveKeys: [key], publicUrls: ['https://a.example'] },
    /warning keys: the same/,
  ],
  ['nobody sees the live page', { live: true }, /problem live page: .*RIVULET_LIVE_KEY/],
  [
    'the live page has no name',
    { host: '0.0.0.0', trustProxy: [], live: true, liveKeys: [`b${key}`] },
    /warning live page: .*421.*--public-url/,
  ],
  [
    'the live page is HTTP',
    { live: true, liveKeys: [`b${key}`], publicUrls: ['http://a.example'] },
    /problem live page: .*HTTPS/,
  ],
  [
    'an origin is HTTP',
    { origins: ['http://a.example'] },
    /warning origins: .*--origin https:\/\/a\.example/,
  ],
  [
    'an origin has another name',
    { origins: ['https://www.a.example'] },
    /warning origins: .*https:\/\/a\.example/,
  ],
  ['metrics have no key', { metrics: true }, /problem metrics: .*RIVULET_METRICS_KEY/],
  [
    'metrics are for everybody',
    { metrics: { host: '0.0.0.0', port: 9464 } },
    /warning metrics: .*0\.0\.0\.0:9464/,
  ],
])('says that %s', async (_what, different, ...words) => {
  expect(bad(await look(different))).toEqual(words.map((each) => expect.stringMatching(each)))
})

it('says that the script is another one', async () => {
  const script = join(temporaryFolder(), 'a.js')
  writeFileSync(script, 'var other = 1')
  expect(bad(await look({ script }))).toEqual([expect.stringMatching(/warning script: .*rivulet\.min\.js/)])
  writeFileSync(script, 'var rivulet=1')
  expect(bad(await look({ script }))).toEqual([])
})

it('looks at clock, disk and Node', () => {
  const now = Date.UTC(2026, 10, 26)
  const machine = { newest: undefined, now, free: 10e9, size: 20e9, node: '20.19.0' }
  expect(bad(checkMachine(machine))).toEqual([])
  expect(bad(checkMachine({ ...machine, newest: now + 3_600_000 }))[0]).toMatch(/clock was set back/)
  expect(bad(checkMachine({ ...machine, now: 0 }))[0]).toMatch(/problem clock/)
  expect(bad(checkMachine({ ...machine, free: 10e6 }))[0]).toMatch(/problem disk/)
  expect(bad(checkMachine({ ...machine, free: 500e6 }))[0]).toMatch(/warning disk/)
  expect(bad(checkMachine({ ...machine, node: '20.18.9' }))[0]).toMatch(/problem node/)
  expect(bad(checkMachine({ ...machine, node: '22.0.0' }))).toEqual([])
})

it('looks into folders that are still to be made', async () => {
  const folder = join(temporaryFolder(), 'a')
  mkdirSync(folder)
  expect(bad(await look({ store: join(folder, 'b', 'c', 'events.db') }))).toEqual([
    expect.stringMatching(/folder of/),
  ])
})

it('says that the database of places is broken, old, or knows no IPv6', async () => {
  const geo = join(temporaryFolder(), 'places.mmdb')
  writeFileSync(geo, 'other')
  expect(bad(await look({ geo }))).toEqual([expect.stringMatching(/problem places: .*MaxMind/)])
  const made = Date.parse('2026-07-01')
  expect(lines(await checkGeoFile(countries, made))).toEqual([
    expect.stringMatching(/^ok places: .*countries, and was made on 2026-06-17/),
  ])
  expect(bad(await checkGeoFile(countriesOfIPv4, made + 365 * 24 * 3_600_000))).toEqual([
    expect.stringMatching(/warning places: .*knows no IPv6/),
    expect.stringMatching(/warning places: .*was made on 2026-06-17/),
  ])
})
