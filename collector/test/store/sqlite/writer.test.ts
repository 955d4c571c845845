import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { openSqlite } from '../../../src/store/sqlite/open.ts'
import { get, post } from '../../support/activity.ts'
import { numbered } from '../../support/arrivals.ts'
import { running } from '../../support/running.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

it('answers others while events wait for another program that writes to the file', async () => {
  const { url, file, rows } = await running()
  const other = new Database(file)
  other.exec('BEGIN IMMEDIATE')
  const event = get(url, 'd=1&c=a&a=b')
  expect((await fetch(`${url}/healthz`)).status).toBe(200)
  expect(rows()).toEqual([])
  other.exec('COMMIT')
  expect((await event).body.stored).toBe(1)
  other.close()
})

it('hides, erases and writes at the same time, and each finds what was done before', async () => {
  const store = openSqlite(join(temporaryFolder(), 'events.db'))
  await store.append([numbered('a', 1, { visitor: 'V1' })])
  const [, deleted, , erased] = await Promise.all([
    store.append([numbered('a', 2)]),
    store.delete('default', 'a.1'),
    store.append([numbered('a', 3, { visitor: 'V2' })]),
    store.erase({ visitor: 'V2' }),
    store.append(Array.from({ length: 3000 }, (_, at) => numbered('b', at + 1))),
    store.append([numbered('a', 3), numbered('a', 4)]),
  ])
  expect(deleted).toMatchObject({ kind: 'deleted', events: [{ category: 'embed' }] })
  expect(erased).toHaveLength(1)
  expect(await store.total()).toBe(3002)
  expect(await store.missing([1, 2, 3, 4, 5].map((sequence) => ({ sender: 'a', sequence })))).toEqual([4])
  await store.close()
})

it('answers 503 with Retry-After where more waits than may, and stores the rest', async () => {
  const { url, file, rows } = await running({ rate: 0, eventRate: 0, byteRate: 0 })
  const other = new Database(file)
  other.exec('BEGIN IMMEDIATE')
  const lines = `d=1&c=a&a=b&l1=text&v1=${'x'.repeat(100_000)}\n`.repeat(10)
  // Each counts as 2 MB, and 64 MB may wait.
  const batches = Array.from({ length: 40 }, () => post(url, lines))
  const refused = await Promise.race(batches)
  other.exec('COMMIT')
  other.close()
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1'])
  const statuses = (await Promise.all(batches)).map(({ status }) => status)
  expect(new Set(statuses)).toEqual(new Set([200, 503]))
  expect((await get(url, 'd=1&c=a&a=after')).status).toBe(200)
  expect(rows()).toHaveLength(10 * statuses.filter((status) => status === 200).length + 1)
})
