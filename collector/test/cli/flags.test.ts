import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { parseCommandLine } from '../../src/cli/command-line.ts'
import { defaults } from '../../src/options.ts'
import { command, listening } from '../support/command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

function parse(...args: string[]) {
  const asked = parseCommandLine(['node', 'main.js', ...args])
  if (!('settings' in asked)) throw new Error(`${asked.command} has no settings`)
  return asked.settings
}

function fileOf(text: string): string {
  const file = join(temporaryFolder(), 'file')
  writeFileSync(file, text)
  return file
}

it('has the defaults that the library has', () => {
  expect(parse()).toEqual({ host: '127.0.0.1', port: 4000, ...defaults })
})

it('reads every flag', () => {
  const file = fileOf('# everything\n0123456789abcdef # ours\n\n  fedcba9876543210 shop, shop.eu\r\n')
  const script = fileOf('')
  expect(
    parse(
      ...['--host', '::1', '--port', '0', '--store', ':memory:', '--live', '--log-level', 'warn'],
      ...['--origin', 'https://a.example,http://b.example:8080', '--origin', 'https://c.example'],
      ...[
        '--key-file',
        file,
        '--purge',
        '2',
        '--query-time',
        '30',
        '--script',
        script,
        '--script-path',
        '/a/b.min.js',
      ],
      ...['--live-key-file', fileOf('# me\nlive-key-of-16-ch'), '--public-url', 'https://events.a.example'],
      ...['--body-limit', '2048', '--line-limit', '512', '--rate', '0', '--trust-proxy', '10.0.0.0/8,::1'],
      ...['--event-rate', '1', '--byte-rate', '2', '--metrics', '[::1]:9464'],
      ...['--keep', '90d', '--addresses', 'truncated', '--spool', 'spool.db', '--renew-ids'],
      ...['--geo', 'places.mmdb', '--bots', 'drop', '--ignore-address', '203.0.113.7,2001:db8::/32'],
      ...['--metrics-key-file', fileOf('metrics-key-of-16')],
    ),
  ).toEqual({
    host: '::1',
    port: 0,
    store: ':memory:',
    storePassword: '',
    spool: 'spool.db',
    renewIds: true,
    live: true,
    logLevel: 'warn',
    origins: ['https://a.example', 'http://b.example:8080', 'https://c.example'],
    bodyLimit: 2048,
    lineLimit: 512,
    rate: 0,
    eventRate: 1,
    byteRate: 2,
    trustProxy: ['10.0.0.0/8', '::1'],
    liveKeys: ['live-key-of-16-ch'],
    publicUrls: ['https://events.a.example'],
    metrics: { host: '::1', port: 9464 },
    metricsKeys: ['metrics-key-of-16'],
    keys: [{ key: '0123456789abcdef' }, { key: 'fedcba9876543210', scopes: ['shop', 'shop.eu'] }],
    purge: 2,
    queryTime: 30,
    keep: 90,
    addresses: 'truncated',
    geo: 'places.mmdb',
    bots: 'drop',
    ignoreAddresses: ['203.0.113.7', '2001:db8::/32'],
    script,
    scriptPath: '/a/b.min.js',
  })
})

it('reads the environment, and lets a flag win', async () => {
  const folder = temporaryFolder()
  const started = command(['--port', '0', '--store', join(folder, 'flag.db')], {
    RIVULET_PORT: '1',
    RIVULET_ORIGIN: 'https://a.example,https://b.example',
    RIVULET_LIVE: '1',
  })
  const [url] = await started.printed(/http:\/\/127\.0\.0\.1:\d+/)
  expect((await fetch(`${url}/live/summary`)).status).toBe(200)
  const answer = await fetch(`${url}/track/activity`, { headers: { origin: 'https://b.example' } })
  expect(answer.headers.get('access-control-allow-origin')).toBe('https://b.example')
})

it.each([
  ['on', true],
  ['1', true],
  ['TRUE', true],
  ['off', false],
  ['0', false],
  ['', false],
])('reads RIVULET_LIVE=%s as %s', (text, live) => {
  vi.stubEnv('RIVULET_LIVE', text)
  onTestFinished(() => void vi.unstubAllEnvs())
  expect(parse().live).toBe(live)
  expect(parse('--live').live).toBe(true)
})

it('takes keys from the environment, and adds those of the file', () => {
  vi.stubEnv('RIVULET_KEY', 'aaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbb')
  onTestFinished(() => void vi.unstubAllEnvs())
  const keys = [{ key: 'aaaaaaaaaaaaaaaa' }, { key: 'bbbbbbbbbbbbbbbb' }]
  expect(parse().keys).toEqual(keys)
  expect(parse('--key-file', fileOf('cccccccccccccccc')).keys).toEqual([...keys, { key: 'cccccccccccccccc' }])
})

it('takes keys of the live page from the environment, and adds those of the file; they have no scopes', async () => {
  vi.stubEnv('RIVULET_LIVE_KEY', 'aaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbb')
  onTestFinished(() => void vi.unstubAllEnvs())
  const liveKeys = ['aaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbb']
  expect(parse().liveKeys).toEqual(liveKeys)
  expect(parse('--live-key-file', fileOf('cccccccccccccccc')).liveKeys).toEqual([
    ...liveKeys,
    'cccccccccccccccc',
  ])
  const scoped = command(['--live-key-file', fileOf('cccccccccccccccc shop')])
  expect((await scoped.ended).stderr).toContain('these keys have no scopes')
})

it('refuses a key that could be guessed, and does not show it', async () => {
  const short = 'secret-of-15-ch'
  const inVariable = await command([], { RIVULET_KEY: `0123456789abcdef,${short}` }).ended
  const inFile = await command(['--key-file', fileOf(`0123456789abcdef\n${short}`)]).ended
  const ofLivePage = await command([], { RIVULET_LIVE_KEY: `0123456789abcdef,${short}` }).ended
  const inLiveFile = await command(['--live-key-file', fileOf(`0123456789abcdef\n${short}`)]).ended
  for (const [{ code, stderr }, name] of [
    [inVariable, 'RIVULET_KEY'],
    [inFile, '--key-file'],
    [ofLivePage, 'RIVULET_LIVE_KEY'],
    [inLiveFile, '--live-key-file'],
  ] as const) {
    expect(code).toBe(1)
    expect(stderr).toContain(name)
    expect(stderr).toContain('key 2 must be at least 16 characters')
    expect(stderr).not.toContain(short)
  }
})

it('helps, naming each flag and its variable, as the README does', async () => {
  const { code, stdout } = await command(['--help']).ended
  expect(code).toBe(0)
  // The text is folded: what a flag says goes on at the same place in the next lines.
  const options = stdout.slice(stdout.indexOf('Options:'), stdout.indexOf('Commands:'))
  const helped = options
    .split(/\n {2}(?=-)/)
    .slice(1)
    .map((each) => [/--[\w-]+/.exec(each)![0], /env:\s+(RIVULET_\w+)/.exec(each)?.[1]])
    .filter(([flag]) => flag !== '--version' && flag !== '--help')
  expect(helped.length).toBeGreaterThan(15)
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const table = [...readme.matchAll(/^\| `(--[\w-]+)` \| `(RIVULET_\w+)` \|/gm)].map(([, ...row]) => row)
  expect(table.toSorted()).toEqual(helped.toSorted())
})

it('prints the version of the package', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  const { code, stdout } = await command(['--version']).ended
  expect([code, stdout]).toEqual([0, `${version}\n`])
})

it.each([
  ['--port', '65536'],
  ['--port', '-1'],
  ['--port', '80x'],
  ['--origin', 'shop.example'],
  ['--origin', 'https://shop.example/'],
  ['--body-limit', '1mb'],
  ['--line-limit', '0'],
  ['--rate', 'fast'],
  ['--event-rate', '-1'],
  ['--byte-rate', '32MB'],
  ['--trust-proxy', 'everyone'],
  ['--trust-proxy', '10.0.0.0/33'],
  ['--live', 'maybe'],
  ['--key-file', '/nowhere'],
  ['--live-key-file', '/nowhere'],
  ['--public-url', 'events.shop.example'],
  ['--metrics', '9464'],
  ['--metrics', '127.0.0.1:65536'],
  ['--metrics-key-file', '/nowhere'],
  ['--script', '/nowhere.js'],
  ['--purge', '0'],
  ['--script-path', 'rivulet.js'],
  ['--script-path', '/a?b.js'],
  ['--script-path', '/healthz'],
  ['--purge', '169'],
  ['--query-time', '0'],
  ['--query-time', '121'],
  ['--keep', '7d'],
  ['--addresses', 'some'],
  ['--bots', 'some'],
  ['--ignore-address', 'office'],
  ['--keep', '90h'],
  ['--log-level', 'loud'],
  ['--nonsense', 'x'],
])('rejects %s %s by name', async (flag, value) => {
  const { code, stderr } = await command([`${flag}=${value}`]).ended
  expect(code).toBe(1)
  expect(stderr).toContain(flag)
})

it('rejects a bad variable by name', async () => {
  const { code, stderr } = await command([], { RIVULET_RATE: 'fast' }).ended
  expect(code).toBe(1)
  expect(stderr).toContain('RIVULET_RATE')
})

it('takes a variable that is empty for one that is not set', async () => {
  const empty = ['STORE', 'TRUST_PROXY', 'ORIGIN', 'KEEP', 'BOTS', 'GEO', 'SCRIPT', 'KEY', 'METRICS', 'HOST']
  const environment = Object.fromEntries(empty.map((name) => [`RIVULET_${name}`, '']))
  const folder = temporaryFolder()
  const within = ['/bin/sh', '-c', 'cd "$0" && exec "$@"', folder]
  const { url } = await listening([], within, environment)
  expect((await fetch(`${url}/track/activity?d=1795000000&c=a&a=b`)).status).toBe(200)
  expect(readdirSync(folder)).toContain('rivulet.db')
})

it('lets a command work where variables are wrong that it does not read', async () => {
  const store = join(temporaryFolder(), 'events.db')
  const environment = { RIVULET_KEEP: 'long', RIVULET_SCRIPT: '/nowhere', RIVULET_STORE: store }
  const commands = [['export'], ['backup', join(store, '..', 'copy.db')], ['erase', 'V1'], ['dead-letters']]
  const all = await Promise.all(commands.map((each) => command(each, environment).ended))
  for (const { stderr } of all) expect(stderr).toMatch(/^rivulet-collector: .*events\.db/)
  const start = await command([], environment).ended
  expect(start.stderr).toContain('RIVULET_SCRIPT')
})

it('refuses a variable in quotes, which nobody takes away, and a file without a name', async () => {
  const quoted = await command(['--store', ':memory:'], { RIVULET_KEY: "'0123456789abcdef'" }).ended
  expect(quoted).toMatchObject({
    code: 1,
    stderr: 'error: RIVULET_KEY is in quotes, which would be part of it: take them away\n',
  })
  const nameless = await command(['--store', '']).ended
  expect(nameless).toMatchObject({ code: 1, stderr: expect.stringMatching(/--store.*name of a file/) })
})

it('names a variable that is none, and the one that may be meant', async () => {
  const environment = {
    RIVULET_KEEPS: '90d',
    RIVULET_COLOUR: 'blue',
    RIVULET_RELAYS_KEY: 'secret-of-the-relay',
  }
  const relay = join(temporaryFolder(), 'relay.json')
  writeFileSync(
    relay,
    '{"targets":{"crm":{"kind":"profile-store","url":"http://127.0.0.1:9","key":{"env":"RIVULET_RELAYS_KEY"}}}}',
  )
  const args = ['--store', ':memory:', '--relay', relay]
  const doctor = command(['doctor', ...args], environment)
  const { child, ended } = await listening(args, [], environment)
  child.kill('SIGTERM')
  const lines = (await ended).stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  expect(lines).toContainEqual(expect.objectContaining({ msg: 'starting', version }))
  expect(lines.filter(({ level }) => level === 40)).toMatchObject([
    { variable: 'RIVULET_KEEPS', meant: 'RIVULET_KEEP' },
    { variable: 'RIVULET_COLOUR' },
  ])
  const { stdout } = await doctor.ended
  expect(stdout).toContain(`ok       version: this is ${version}, with Node`)
  expect(stdout).toContain(
    'variables: there is no variable RIVULET_KEEPS: it is ignored.\n         Call it RIVULET_KEEP.',
  )
  expect(stdout).not.toContain('RIVULET_RELAYS_KEY')
})

it('says in one line that a port is taken', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void taken.close())
  await new Promise((resolve) => taken.once('listening', resolve))
  const { port } = taken.address() as AddressInfo
  const { code, stderr } = await command(['--port', String(port), '--store', ':memory:']).ended
  expect(code).toBe(1)
  expect(stderr).toBe(`rivulet-collector: port ${port} on 127.0.0.1 is taken; choose another with --port\n`)
})

it('says in one line that the script cannot be read, and leaves nothing behind', async () => {
  const folder = temporaryFolder()
  for (const script of [join(folder, 'none.js'), folder])
    for (const store of [join(folder, 'events.db'), ':memory:']) {
      const started = command(['--script', script, '--store', store, '--live'], { TMPDIR: folder })
      const { code, stdout, stderr } = await started.ended
      expect([code, stdout]).toEqual([1, ''])
      expect(stderr).toMatch(
        /^error: option '--script <file>' argument '.*' is invalid\. It cannot be read: .*\n$/,
      )
      expect(stderr).toContain(script)
      expect(readdirSync(folder)).toEqual([])
    }
})

it('says in one line that a store cannot be opened', async () => {
  const file = join(temporaryFolder(), 'nowhere', 'events.db')
  const { code, stderr } = await command(['--port', '0', '--store', file]).ended
  expect(code).toBe(1)
  expect(stderr).toMatch(/^rivulet-collector: .*events\.db.*\n$/)
})

it('names the commands where one is written wrong, and the nearest flag', async () => {
  const [wrongCommand, flag] = [command(['doktor']), command(['doctor', '--stor', 'x'])]
  expect(await wrongCommand.ended).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(
      /unknown command 'doktor'[\s\S]*doctor, erase, export, .*backup, restore, copy, migrate/,
    ),
  })
  expect((await flag.ended).stderr).toContain('Did you mean --store?')
})
