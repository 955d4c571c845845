import { execFileSync, spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { get, post } from '../support/activity.ts'
import { listening } from '../support/command.ts'
import { rowsOf } from '../support/running.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const statusOf = async (url: string, path: string): Promise<[number, unknown]> => {
  const response = await fetch(url + path)
  return [response.status, await response.json()]
}

/** Resolves when the answer is this; what the collector has found out holds for a second. */
async function becomes(url: string, path: string, answer: readonly [number, unknown]): Promise<void> {
  await expect.poll(() => statusOf(url, path), { timeout: 30_000, interval: 200 }).toEqual(answer)
}

const ready = [200, { status: 'ready' }] as const
const unready = [503, { error: 'the store takes no writes' }] as const
const alive = [200, { status: 'ok' }] as const

it('is not ready while the disk is full, stays alive, and is ready again once there is room', async () => {
  const file = join(temporaryFolder(), 'events.db')
  const { child, url, ended } = await listening(['--store', file])
  await becomes(url, '/readyz', ready)
  const filler = (at: number) => post(url, `d=${at}&c=embed&a=view&q=${'x'.repeat(60_000)}`)
  expect((await filler(1)).status).toBe(200)

  // No file may grow any more: to the process that is a disk without room (setrlimit(2), EFBIG). Not even by the page that
  // readiness is tried with: then it would come back once the refused event is two seconds ago.
  const limit = (bytes: string) =>
    execFileSync('prlimit', [`--pid=${child.pid}`, `--fsize=${bytes}:unlimited`])
  limit(`${statSync(`${file}-wal`).size}`)
  let answer = await filler(2)
  for (let at = 3; answer.status === 200; at += 1) answer = await filler(at)
  expect(answer.status).toBe(503)
  await becomes(url, '/readyz', unready)
  expect(await statusOf(url, '/healthz')).toEqual(alive)
  expect((await fetch(`${url}/readyz`)).headers.get('retry-after')).toBe('1')

  limit('unlimited')
  await becomes(url, '/readyz', ready)
  expect((await get(url, 'd=1795000000&c=embed&a=view&n=1&k=after')).status).toBe(200)
  expect(rowsOf(file).at(-1)).toMatchObject({ sender: 'after' })

  child.kill('SIGTERM')
  const failures = (await ended).stdout.split('\n').filter((line) => line.includes('"level":50'))
  // However often it was asked: once for the health, and for events once a minute.
  const said = failures.map((line) => JSON.parse(line).msg)
  expect(said.filter((msg) => msg === 'the store takes no writes')).toHaveLength(1)
  expect(said).not.toContain('failed')
})

/** Runs a command where a folder of its own is a file system of 24 MB, in memory: for whoever may have such namespaces. */
const withTmpfs = (folder: string) => ['--map-root-user', '--mount', 'bash', '-c', mountThen, 'bash', folder]
const mountThen = 'mount -t tmpfs -o size=24m tmpfs "$1" && shift && exec "$@"'
const canMount = spawnSync('unshare', [...withTmpfs('/mnt'), 'true']).status === 0

it.skipIf(!canMount)('is not ready on a file system that is full', async () => {
  const folder = temporaryFolder()
  const { url } = await listening(
    ['--store', join(folder, 'events.db'), '--byte-rate', '0'],
    ['unshare', ...withTmpfs(folder)],
  )
  await becomes(url, '/readyz', ready)
  const filler = (at: number) => post(url, `d=${at}&c=embed&a=view&q=${'x'.repeat(60_000)}`)
  let answer = await filler(1)
  for (let at = 2; answer.status === 200; at += 1) answer = await filler(at)
  expect(answer.status).toBe(503)
  // Also when nobody tries to write any more.
  await new Promise((resolve) => setTimeout(resolve, 3_000))
  expect(await statusOf(url, '/readyz')).toEqual(unready)
  expect(await statusOf(url, '/healthz')).toEqual(alive)
})

it('is not ready while another program holds the store, and does not wait for it', async () => {
  const file = join(temporaryFolder(), 'events.db')
  const { url } = await listening(['--store', file])
  const other = new Database(file)
  other.exec('BEGIN IMMEDIATE')
  await becomes(url, '/readyz', unready)
  other.exec('ROLLBACK')
  other.close()
  await becomes(url, '/readyz', ready)
})

it('writes once a second at most, however many ask', async () => {
  const file = join(temporaryFolder(), 'events.db')
  const { url } = await listening(['--store', file])
  const written = () => statSync(`${file}-wal`).size
  const before = written()
  const begun = performance.now()
  for (let round = 0; round < 5; round += 1) {
    const answers = await Promise.all(Array.from({ length: 50 }, () => statusOf(url, '/readyz')))
    expect(answers).toEqual(Array(50).fill(ready))
  }
  const seconds = Math.ceil((performance.now() - begun) / 1000)
  // A page of 4 KiB and its header in the log.
  const probes = (written() - before) / 4120
  expect(probes).toBeGreaterThanOrEqual(1)
  expect(probes).toBeLessThanOrEqual(seconds + 1)
})

it('is alive, and asks the store for nothing to say so', async () => {
  const file = join(temporaryFolder(), 'events.db')
  const { url } = await listening(['--store', file])
  const other = new Database(file)
  other.exec('ALTER TABLE events RENAME TO elsewhere; BEGIN IMMEDIATE')
  expect(await statusOf(url, '/healthz')).toEqual(alive)
  expect((await get(url, 'd=1&c=a&a=b')).status).toBe(503)
  other.close()
})
