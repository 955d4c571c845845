import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import Fastify from 'fastify'
import { expect, it, onTestFinished, vi } from 'vitest'
import { createFailures } from '../../src/http/failures.ts'
import { createRefusals, logRefusals } from '../../src/http/refusals.ts'
import { get, post } from '../support/activity.ts'
import { listening } from '../support/command.ts'
import { liveKey, sendKey } from '../support/login.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

it('says in the log how much was refused and why, and nothing of what was sent', async () => {
  const { child, url, ended } = await listening(['--store', ':memory:'])
  await get(url, 'd=secret-4711&c=a&a=b')
  await post(url, 'd=1795000000&c=a&a=b\nd=1795000000&c=secret-4711\nd=secret-4711&c=a&a=b')
  await fetch(`${url}/secret-4711?secret-4711`)
  await fetch(`${url}/api/v2.0/TrackEvents`)
  child.kill('SIGTERM')
  const { stdout } = await ended
  const lines = stdout.split('\n').filter((line) => line.includes('refused'))
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    {
      level: 30,
      requests: { '404 no such address': 1, '401 /api/v2.0/TrackEvents': 1 },
      events: { 'rivet a': 1, 'rivet d': 2 },
    },
  ])
  expect(stdout).not.toContain('4711')
})

it('counts what routes answer themselves: guessed keys of the live page, a batch without a good event', async () => {
  const environment = { RIVULET_LIVE_KEY: liveKey }
  const { child, url, port, ended } = await listening(['--store', ':memory:', '--live'], [], environment)
  for (let attempt = 0; attempt < 12; attempt += 1) await sendKey(port, 'guessed')
  await get(url, 'd=no-time&c=a&a=b')
  await fetch(`${url}/%zz`)
  const socket = connect(port, '127.0.0.1').resume()
  socket.write('this is no HTTP\r\n\r\n')
  await once(socket, 'end')
  child.kill('SIGTERM')
  const lines = (await ended).stdout.split('\n').filter((line) => line.includes('refused'))
  expect(lines.map((line) => JSON.parse(line).requests)).toEqual([
    {
      '403 /live/login': 10,
      '429 /live/login': 2,
      '400 /track/activity': 1,
      '400 no such address': 1,
      '400 no request': 1,
    },
  ])
})

it('says at once that events cannot be stored, and then how often', async () => {
  const file = join(temporaryFolder(), 'events.db')
  const { child, url, ended } = await listening(['--store', file])
  const other = new Database(file)
  other.exec('ALTER TABLE events RENAME TO elsewhere')
  other.close()
  for (let at = 0; at < 20; at += 1) expect((await get(url, 'd=1&c=a&a=b')).status).toBe(503)
  child.kill('SIGTERM')
  const lines = (await ended).stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  // The cause is said once.
  const reason = expect.stringMatching(/^the store [^:]+: (?!(.*no such table){2})no such table.*events/)
  const what = { level: 50, msg: 'events could not be stored', reason }
  expect(lines.filter(({ level }) => level >= 50)).toMatchObject([what, { ...what, times: 19 }])
  expect(lines).toContainEqual(expect.objectContaining({ requests: { '503 /track/activity': 20 } }))
})

it('says a failure that goes on once a minute', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const lines: string[] = []
  const app = Fastify({ logger: { stream: { write: (line: string) => void lines.push(line) } } })
  const failures = createFailures(app)
  for (let second = 0; second < 150; second += 1) {
    failures.say('error', 'no room', { route: '/a' })
    vi.advanceTimersByTime(1000)
  }
  failures.say('error', 'no room', { route: '/b' })
  await app.close()
  expect(lines.map((line) => JSON.parse(line)).map(({ route, times }) => [route, times])).toEqual([
    ['/a', undefined],
    ['/a', 59],
    ['/a', 60],
    ['/b', undefined],
    ['/a', 30],
  ])
})

it('says that a trusted proxy does not say whom it speaks for, and of others nothing', async () => {
  const lines = async (trusted: string, headers: Record<string, string>) => {
    const { child, url, ended } = await listening(['--store', ':memory:', '--trust-proxy', trusted])
    for (let at = 0; at < 3; at += 1) await fetch(`${url}/track/activity?d=1795000000&c=a&a=b`, { headers })
    await fetch(`${url}/healthz`)
    child.kill('SIGTERM')
    const { stdout } = await ended
    return stdout
      .split('\n')
      .filter((line) => line.includes('X-Forwarded-For'))
      .map((line) => JSON.parse(line))
  }
  const [silent, ranged, speaking, none, own] = await Promise.all([
    lines('127.0.0.1', {}),
    lines('127.0.0.0/8', {}),
    lines('127.0.0.1', { 'x-forwarded-for': '192.0.2.1' }),
    lines('192.0.2.7', {}),
    lines('127.0.0.1', { authorization: 'epi-single 0123456789abcdef' }),
  ])
  expect(silent).toMatchObject([
    { level: 40, proxy: '127.0.0.1' },
    { level: 40, proxy: '127.0.0.1', times: 2 },
  ])
  expect(ranged[0]).toMatchObject({ proxy: '127.0.0.0/8' })
  expect([speaking, none, own]).toEqual([[], [], []])
})

it('says nothing where nothing was refused', async () => {
  const { child, url, ended } = await listening(['--store', ':memory:'])
  await get(url, 'd=1795000000&c=a&a=b')
  child.kill('SIGTERM')
  expect((await ended).stdout).not.toContain('refused')
})

it('writes a line a minute at most', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const lines: string[] = []
  const app = Fastify({ logger: { stream: { write: (line: string) => void lines.push(line) } } })
  const refusals = createRefusals()
  logRefusals(app, refusals)
  for (let second = 0; second < 150; second += 1) {
    refusals.request(429, '/track/activity')
    vi.advanceTimersByTime(1000)
  }
  expect(lines.map((line) => JSON.parse(line).requests)).toEqual([
    { '429 /track/activity': 60 },
    { '429 /track/activity': 60 },
  ])
  await app.close()
  expect(lines).toHaveLength(3)
  expect(JSON.parse(lines[2]!).requests).toEqual({ '429 /track/activity': 30 })
})
