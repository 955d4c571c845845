import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { checkRelayFile } from '../../src/doctor/setup/check-relay-file.ts'
import { createBackoff } from '../../src/relay/backoff.ts'
import { readRelayFile } from '../../src/relay/read-relay-file.ts'
import { verdictOf } from '../../src/relay/verdict.ts'
import { command } from '../support/command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const secret = 'the-secret-4711'
const url = 'https://upstream.example/events'
const environment = { SECRET: secret, EMPTY: ' ', LINES: 'one\ntwo' }

function written(content: unknown): string {
  const file = join(temporaryFolder(), 'relay.json')
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}
const read = (fields: object) =>
  readRelayFile(written({ targets: { one: { kind: 'events', url, ...fields } } }), environment)

it('reads targets, and secrets from where they are', () => {
  const file = join(temporaryFolder(), 'secret')
  writeFileSync(file, `${secret}\n`)
  expect(
    read({ secret: { file }, headers: { authorization: { env: 'SECRET' }, 'X-Team': 'shop' } }),
  ).toMatchObject([
    {
      name: 'one',
      secret,
      headers: { authorization: secret, 'x-team': 'shop' },
      dialects: ['rivet', 'kaltura', 'profile-store'],
      from: 'now',
      parallel: 1,
      timeout: 30_000,
    },
  ])
  expect(readRelayFile(written({ targets: { r: { kind: 'rivet', url } } }))).toMatchObject([
    { dialects: ['rivet'], parallel: 16 },
  ])
})

it.each([
  [{ kind: 'other' }, 'one.kind must be rivet, kaltura, profile-store or events'],
  [{ url: 'ftp://upstream.example' }, 'one.url must be the address of a service'],
  [{ url: 'https://me:secret-4711@upstream.example' }, 'one.url must hold no password'],
  [{ url: `${url}#part` }, 'one.url must have nothing after #'],
  [{ secret }, 'one.secret must be an object'],
  [{ secret: { env: 'SECRET', file: '/x' } }, 'one.secret must be {"env": "NAME"} or {"file": "/path"}'],
  [{ secret: { env: 'NOWHERE' } }, 'one.secret names a secret that is not there or empty'],
  [{ secret: { env: 'EMPTY' } }, 'one.secret names a secret that is not there or empty'],
  [{ secret: { env: 'LINES' } }, 'one.secret names a secret that is not ASCII in one line'],
  [{ secret: { file: '/nowhere' } }, 'one.secret cannot be read: ENOENT'],
  [{ key: { env: 'SECRET' } }, 'one.key is unknown'],
  [{ kind: 'profile-store' }, 'one.key is missing'],
  [{ kind: 'kaltura', dialects: ['rivet'] }, 'one.dialects must be kaltura'],
  [{ scopes: ['NO'] }, 'one.scopes is no scope'],
  [{ types: [] }, 'one.types must be a list that is not empty'],
  [{ parallel: 65 }, 'one.parallel must be a number from 1 to 64'],
  [{ headers: { 'content-type': 'x' } }, 'one.headers.content-type is the relay’s own'],
  [{ tpyes: ['a'] }, 'one.tpyes is unknown'],
])('names what is wrong with %j', (fields, message) => {
  let error: Error | undefined
  try {
    read(fields)
  } catch (thrown) {
    error = thrown as Error
  }
  expect(error?.message).toContain(message)
  expect(error?.message).not.toContain('4711')
})

it('is not started with a file that cannot be used, and the doctor says why', async () => {
  const file = written({ targets: { one: { kind: 'events', url, secret: { env: 'NOWHERE' } } } })
  const { code, stderr } = await command(['--port', '0', '--store', ':memory:', '--relay', file]).ended
  expect(code).toBe(1)
  expect(stderr).toContain('one.secret names a secret that is not there')
  expect(checkRelayFile(file)).toMatchObject([
    { status: 'problem', message: expect.stringContaining('one.secret') },
  ])
  const open = written({ targets: { one: { kind: 'events', url } } })
  expect(checkRelayFile(open)).toMatchObject([{ status: 'ok' }])
  chmodSync(open, 0o666)
  expect(checkRelayFile(open)).toMatchObject([
    { status: 'ok' },
    { status: 'problem', advice: `chmod 644 ${open}` },
  ])
  expect(() => readRelayFile(written('{'))).toThrow(/relay's file .* cannot be used/)
  expect(() => readRelayFile(written({ targets: {} }))).toThrow('targets is empty')
})

it('waits at random, ever longer, and as long as it is told; opens a circuit, and closes it', () => {
  let now = 0
  let random = 1
  const backoff = createBackoff(
    { firstWait: 1_000, longestWait: 60_000, circuitAfter: 300_000 },
    () => now,
    () => random,
  )
  expect([1, 2, 3, 4].map(() => backoff.failed())).toEqual([1_000, 2_000, 4_000, 8_000])
  random = 0.5
  expect(backoff.failed()).toBe(8_000)
  random = 0
  expect(backoff.failed()).toBe(100)
  expect(backoff.failed(90_000)).toBe(90_000)
  random = 1
  expect(backoff.failed()).toBe(60_000)
  expect(backoff.isOpen).toBe(false)
  now = 300_000
  backoff.failed()
  expect(backoff.isOpen).toBe(true)
  backoff.succeeded()
  expect([backoff.isOpen, backoff.failed()]).toEqual([false, 1_000])
})

it('reads Retry-After in both of its forms, and no longer than an hour', () => {
  const wait = (retryAfter: string) => verdictOf({ status: 503, text: '', retryAfter }, 1795000000000)
  expect(wait('7')).toEqual({ kind: 'later', reason: 'it answers 503', retryAfter: 7_000 })
  expect(wait(new Date(1795000020000).toUTCString())).toMatchObject({ retryAfter: 20_000 })
  expect(wait('999999')).toMatchObject({ retryAfter: 3_600_000 })
  expect(wait('soon')).toEqual({ kind: 'later', reason: 'it answers 503' })
})
