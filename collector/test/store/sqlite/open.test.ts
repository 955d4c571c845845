import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { openSqlite } from '../../../src/store/sqlite/open.ts'
import { unnumbered } from '../../support/arrivals.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

it('writes what is waiting when it is closed, and takes nothing after', async () => {
  const file = join(temporaryFolder(), 'events.db')
  const store = openSqlite(file)
  const appended = store.append([unnumbered()])
  await store.close()
  expect((await appended).stored).toHaveLength(1)
  await expect(store.append([unnumbered()])).rejects.toThrow('not open')
  const again = openSqlite(file)
  expect(await again.total()).toBe(1)
  await again.close()
})

it('can be asked by hand while it is written to', async () => {
  const file = join(temporaryFolder(), 'events.db')
  const store = openSqlite(file)
  await store.append([
    unnumbered({ payload: { category: 'embed', action: 'view', labels: { embedId: 'e-42' } } }),
  ])
  const byHand = new Database(file, { readonly: true })
  expect(byHand.prepare('SELECT type, count(*) AS count FROM events GROUP BY type').all()).toEqual([
    { type: 'embed/view', count: 1 },
  ])
  expect(byHand.prepare("SELECT payload ->> '$.labels.embedId' FROM events").pluck().get()).toBe('e-42')
  expect(byHand.pragma('user_version', { simple: true })).toBe(8)
  expect(byHand.pragma('journal_mode', { simple: true })).toBe('wal')
  byHand.close()
  await store.close()
})

it('refuses a store of a newer collector, and a file that is no store, by name', () => {
  const folder = temporaryFolder()
  const newer = join(folder, 'newer.db')
  const database = new Database(newer)
  database.pragma('user_version = 99')
  database.close()
  expect(() => openSqlite(newer)).toThrow(/newer\.db.*schema 99.*newer collector/)
  const file = join(temporaryFolder(), 'notes.txt')
  writeFileSync(file, 'Not a database, and long enough to be looked at as one.'.repeat(20))
  expect(() => openSqlite(file)).toThrow(/notes\.txt.*not a database/)
})
