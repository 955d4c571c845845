import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type ConformOptions, conform } from '../../src/conform/conform.ts'
import { adviceOf } from '../../src/conform/print-conformity.ts'
import { command } from '../support/command.ts'
import { key } from '../support/profile-store.ts'
import { hasNginx, nginx } from '../support/proxy.ts'
import { rowsOf, running } from '../support/running.ts'
import { serving } from '../support/serving.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const origin = 'https://shop.example'
const usual = { wire: 'rivet', origin, delivery: 'acknowledged' } as const
const ask = (options: Pick<ConformOptions, 'url'> & Partial<ConformOptions>) =>
  conform({ ...usual, ...options })

const text = readFileSync(new URL('../../../docs/conform.md', import.meta.url), 'utf8')
const blocks = (language: string): string[] =>
  Array.from(
    text.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, 'gm')),
    ([, block]) => block!,
  )

const brokenOf = ({ checks }: Awaited<ReturnType<typeof ask>>) =>
  checks.filter(({ state }) => state === 'broken').map(({ name, says }) => `${name}: ${says}`)

describe('our collector keeps all of it', () => {
  it.each([
    ['rivet', '/track/activity'],
    ['kaltura', '/collect'],
    ['profile-store', '/api/v1.0/TrackBulk'],
  ] as const)('for %s', async (wire, path) => {
    const { url, file } = await running({ origins: [origin], keys: [{ key }] })
    const conformity = await ask({ url: url + path, wire })
    expect(brokenOf(conformity)).toEqual([])
    expect(conformity.ok).toBe(true)
    expect(conformity.isGzipped).toBe(true)
    expect(adviceOf(conformity)).toContain('gzipped(acknowledged())')
    // All of it can be found, and deleted.
    const { visitor } = conformity.marks
    expect(new Set(rowsOf(file).map((row) => row.visitor))).toEqual(new Set([visitor]))
    expect(conformity.checks.find(({ need }) => need === 'credentials')?.state).toBe('kept')
  })
})

it('says what a collector breaks, by its answers, and exits with 1', async () => {
  const server = createServer((request, response) => {
    request.resume()
    response.end('<p>Welcome to our hotel</p>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const { code, stdout } = await command(['conform', url, '--json']).ended
  expect(code).toBe(1)
  const said = JSON.parse(stdout)
  expect(said).toMatchObject({ ok: false, deliveries: ['beacons'], isGzipped: false })
  expect(
    said.checks
      .filter(({ state }: { state: string }) => state === 'kept')
      .map(({ need }: { need: string }) => need),
  ).toEqual(expect.arrayContaining(['beacons']))
  const redirecting = createServer((_, response) => response.writeHead(301, { location: url }).end())
  await new Promise<void>((resolve) => redirecting.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void redirecting.close())
  const none = await ask({
    url: `http://127.0.0.1:${(redirecting.address() as AddressInfo).port}/`,
    delivery: 'beacons',
  })
  expect([none.ok, none.deliveries]).toEqual([false, []])
  expect(brokenOf(none)[0]).toMatch(/it redirects to .*its events are lost/)
})

it.skipIf(!hasNginx)('nginx with a log takes beacons', async () => {
  const [format = '', server = ''] = blocks('nginx')
  const log = join(temporaryFolder(), 'events.log')
  const port = await nginx(server.replace('/var/log/nginx/events.log', log), format)
  const conformity = await ask({ url: `http://127.0.0.1:${port}/events`, delivery: 'beacons' })
  expect([conformity.ok, conformity.deliveries]).toEqual([true, ['beacons']])
  const bodies = readFileSync(log, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).body as string)
  expect(bodies[0]).toMatch(new RegExp(`^\\?u=${conformity.marks.visitor}&.*\n.*c=conform&a=check.*&n=1$`))
  expect(bodies.some((body) => body.length > 50_000)).toBe(true)
})

it('forty lines of Node are enough for one event an address', async () => {
  const folder = temporaryFolder()
  const file = join(folder, 'collector.mjs')
  writeFileSync(file, blocks('javascript')[0]!)
  const child = spawn(process.execPath, [file], {
    env: { PORT: '0', EVENTS_FILE: join(folder, 'events.log') },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [printed] = await once(child.stdout, 'data')
  const conformity = await ask({ url: String(printed).trim(), delivery: 'addressed' })
  expect(conformity.ok).toBe(true)
  expect(conformity.deliveries[0]).toBe('addressed')
  const [first = ''] = readFileSync(join(folder, 'events.log'), 'utf8')
    .split('\n')
    .filter((line) => line.includes('conform'))
  expect(JSON.parse(first)).toMatchObject({ c: 'conform', a: 'check', u: conformity.marks.visitor })
  expect(blocks('javascript')[0]!.trimEnd().split('\n').length).toBeLessThanOrEqual(40)
})

it('the Worker keeps the batch contract', async () => {
  const folder = temporaryFolder()
  const file = join(folder, 'worker.mjs')
  writeFileSync(file, blocks('javascript').at(-1)!)
  const { default: worker } = (await import(/* @vite-ignore */ file)) as { default: Worker }
  const database = new Database(join(folder, 'd1.db'))
  onTestFinished(() => void database.close())
  database.exec(blocks('sql')[0]!)
  const address = await serving(async (incoming, response) => {
    const body: Buffer[] = []
    for await (const part of incoming) body.push(part as Buffer)
    const isBare = incoming.method === 'GET' || incoming.method === 'OPTIONS'
    const request = new Request(`http://worker${incoming.url}`, {
      method: incoming.method!,
      ...(!isBare && { body: Buffer.concat(body) }),
    })
    const answer = await worker.fetch(request, { DB: standIn(database) })
    response
      .writeHead(answer.status, Object.fromEntries(answer.headers))
      .end(Buffer.from(await answer.arrayBuffer()))
  })
  const conformity = await ask({ url: `${address}/events` })
  expect(brokenOf(conformity)).toEqual([])
  expect([conformity.ok, conformity.isGzipped]).toEqual([true, true])
})

interface Worker {
  fetch(request: Request, environment: { readonly DB: unknown }): Promise<Response>
}

/** What the Worker uses of D1 (https://developers.cloudflare.com/d1/worker-api/). */
function standIn(database: Database.Database) {
  const bound = (sql: string, values: unknown[]) => ({
    sql,
    values,
    all: async () => ({ results: database.prepare(sql).all(...values) }),
  })
  return {
    prepare: (sql: string) => ({ bind: (...values: unknown[]) => bound(sql, values) }),
    batch: async (statements: readonly ReturnType<typeof bound>[]) =>
      database.transaction(() =>
        statements.map(({ sql, values }) => ({
          meta: { changes: database.prepare(sql).run(...values).changes },
        })),
      )(),
  }
}
