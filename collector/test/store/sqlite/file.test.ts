import {
  chmodSync,
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { openSqlite } from '../../../src/store/sqlite/open.ts'
import { get } from '../../support/activity.ts'
import { numbered } from '../../support/arrivals.ts'
import { command, listening } from '../../support/command.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const modesIn = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder).map((name) => [name, (statSync(join(folder, name)).mode & 0o777).toString(8)]),
  )

it('makes files that nobody else on the machine can read, whatever the umask', async () => {
  const folder = temporaryFolder()
  const within = ['bash', '-c', 'umask 000 && exec "$@"', 'bash']
  const { url } = await listening(['--store', join(folder, 'events.db'), '--live'], within)
  await get(url, 'd=1795000000&c=embed&a=view')
  expect(modesIn(folder)).toMatchObject({
    'events.db': '600',
    'events.db-wal': '600',
    'events.db-shm': '600',
    'events.db-lock': '600',
  })
})

it('leaves the rights of a store as they are, and says where everybody has them', async () => {
  const folder = temporaryFolder()
  const file = join(folder, 'events.db')
  new Database(file).exec('CREATE TABLE other (one)').close()
  chmodSync(file, 0o644)
  const open = await listening(['--store', file])
  await open.printed(/"store":"[^"]*events\.db","msg":"everybody on this machine can read the store/)
  open.child.kill('SIGTERM')
  await open.ended
  expect(statSync(file).mode & 0o777).toBe(0o644)

  chmodSync(file, 0o640)
  const group = await listening(['--store', file])
  group.child.kill('SIGTERM')
  expect((await group.ended).stdout).not.toContain('everybody')
})

it('refuses a store that another collector has open, by whatever name, until that one ends, however it ends', async () => {
  const folder = temporaryFolder()
  const file = join(folder, 'events.db')
  const link = join(folder, 'link.db')
  const first = await listening(['--store', file, '--live'])
  symlinkSync(file, link)
  for (const name of [file, link]) {
    const { code, stderr } = await command(['--port', '0', '--store', name, '--live']).ended
    expect([code, stderr]).toEqual([
      1,
      `rivulet-collector: cannot open the store ${name}: another collector has it open\n`,
    ])
  }
  expect((await get(first.url, 'd=1795000000&c=embed&a=view')).status).toBe(200)
  first.child.kill('SIGKILL')
  await first.ended
  const second = await listening(['--store', link])
  second.child.kill('SIGTERM')
  expect((await second.ended).code).toBe(0)
  await listening(['--store', file])
})

it('refuses a second store of one process as well', async () => {
  const file = join(temporaryFolder(), 'events.db')
  const store = openSqlite(file)
  expect(() => openSqlite(file)).toThrow(`cannot open the store ${file}: another collector has it open`)
  await store.close()
  await openSqlite(file).close()
})

it('lets everybody else read a store, and write to it', async () => {
  const file = join(temporaryFolder(), 'events.db')
  const { url } = await listening(['--store', file])
  const other = new Database(file)
  other.exec('CREATE TABLE notes (note)')
  expect(other.prepare('SELECT count(*) FROM events').pluck().get()).toBe(0)
  other.close()
  expect((await get(url, 'd=1795000000&c=embed&a=view')).status).toBe(200)
})

/** Overwrites all but the first pages: the head of the file is sound, and what it leads to is not. */
function damage(file: string, from: number): void {
  const handle = openSync(file, 'r+')
  writeSync(handle, Buffer.alloc(statSync(file).size - from, 0xff), 0, undefined, from)
  closeSync(handle)
}

it.each([
  ['its head is', 100],
  ['its first page alone is not', 4096],
  ['some of its pages are', 40_960],
])('names the file of a damaged store where %s damaged', async (_what, from) => {
  const file = join(temporaryFolder(), 'events.db')
  const store = openSqlite(file)
  for (let at = 1; at <= 300; at += 1) await store.append([numbered('a', at)])
  await store.close()
  damage(file, from)
  const started = command(['--port', '0', '--store', file, '--live'])
  const { code, stderr } = await started.ended
  expect([code, stderr]).toEqual([
    1,
    expect.stringMatching(/^rivulet-collector: .*the store \S*events\.db: .*(malformed|not a database).*\n$/),
  ])
})

it('names the file in its log when a store is damaged while it is open', async () => {
  const file = join(temporaryFolder(), 'events.db')
  const { url, printed } = await listening(['--store', file])
  const other = new Database(file)
  other.exec('ALTER TABLE events RENAME TO elsewhere')
  other.close()
  expect((await get(url, 'd=1795000000&c=embed&a=view')).body.error).toBe(
    'the events could not be stored; send them again',
  )
  await printed(/"reason":"the store \S*events\.db: no such table/)
})

it('has figures of losses that add up, whatever strangers claim', async () => {
  const file = join(temporaryFolder(), 'events.db')
  const store = openSqlite(file)
  const most = Number.MAX_SAFE_INTEGER
  await store.append(
    [numbered('honest', 1)],
    Array.from({ length: 1100 }, (_, at) => ({
      sender: `s${at}`,
      ledger: { recorded: most, lost: most },
      received: 1,
    })),
  )
  await store.close()
  const document = readFileSync(new URL('../../../docs/store.md', import.meta.url), 'utf8')
  const queries = [...document.matchAll(/^sqlite3 rivulet\.db "(SELECT[^"]*)"$/gm)].map(([, sql]) => sql!)
  expect(queries.length).toBeGreaterThanOrEqual(5)
  const database = new Database(file, { readonly: true })
  for (const sql of queries)
    expect([sql, database.prepare(sql).raw().all()]).toEqual([sql, expect.any(Array)])
  database.close()
})
