import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { openSqlite } from '../../../src/store/sqlite/open.ts'
import { get } from '../../support/activity.ts'
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
