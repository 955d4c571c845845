import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import type { StoredEvent } from '../../../src/model/event.ts'
import { openSqlite } from '../../../src/store/sqlite/open.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const event = (more: Partial<StoredEvent> = {}): StoredEvent => ({
  dialect: 'rivet',
  type: 'embed/view',
  time: 1795000000000,
  received: 1795000001000,
  payload: { category: 'embed', action: 'view' },
  ...more,
})

it('gives back what it was given', async () => {
  const store = openSqlite(':memory:')
  const full = event({
    visitor: 'V1',
    session: '',
    page: 'https://shop.example/?q=ü',
    sender: 'f3K',
    sequence: Number.MAX_SAFE_INTEGER,
    payload: { category: 'embed', action: 'view', labels: { 'a\u0000b': '🛍️' }, organization: 7 },
  })
  const { stored, repeated } = await store.append([event(), full])
  expect(repeated).toBe(0)
  expect(stored).toEqual([
    { ...event(), id: '1' },
    { ...full, id: '2' },
  ])
  expect(await store.recent(10)).toStrictEqual([
    { ...full, id: '2' },
    { ...event(), id: '1' },
  ])
  expect(await store.recent(1)).toHaveLength(1)
  await store.close()
})

it('counts by kind and by second', async () => {
  const store = openSqlite(':memory:')
  const click = { category: 'embed', action: 'click' }
  await store.append([
    event({ received: 9_999, payload: click }),
    event({ received: 10_999 }),
    event({ received: 11_000, payload: click }),
    event({ received: 11_999, payload: click }),
    event({ received: 13_500 }),
  ])
  expect(await store.total()).toBe(5)
  expect(await store.counts()).toEqual([
    { ...click, count: 3 },
    { category: 'embed', action: 'view', count: 2 },
  ])
  expect(await store.rate(10)).toEqual([
    [10, 1],
    [11, 2],
    [13, 1],
  ])
  await store.close()
})

it('counts other dialects by their types, whatever their payloads say', async () => {
  const store = openSqlite(':memory:')
  const payload = { category: 'embed', action: 'trackEvent' }
  await store.append([
    event({ dialect: 'kaltura', type: 'kaltura/play', payload }),
    event({ dialect: 'kaltura', type: 'kaltura/play', payload: {} }),
    event(),
  ])
  expect(await store.counts()).toEqual([
    { category: 'kaltura', action: 'play', count: 2 },
    { category: 'embed', action: 'view', count: 1 },
  ])
  await store.close()
})

it('writes what is waiting when it is closed, and takes nothing after', async () => {
  const file = join(temporaryFolder(), 'events.db')
  const store = openSqlite(file)
  const appended = store.append([event()])
  await store.close()
  expect((await appended).stored).toHaveLength(1)
  await expect(store.append([event()])).rejects.toThrow('not open')
  const again = openSqlite(file)
  expect(await again.total()).toBe(1)
  await again.close()
})

it('can be asked by hand while it is written to', async () => {
  const file = join(temporaryFolder(), 'events.db')
  const store = openSqlite(file)
  await store.append([event({ payload: { category: 'embed', action: 'view', labels: { embedId: 'e-42' } } })])
  const byHand = new Database(file, { readonly: true })
  expect(byHand.prepare('SELECT type, count(*) AS count FROM events GROUP BY type').all()).toEqual([
    { type: 'embed/view', count: 1 },
  ])
  expect(byHand.prepare("SELECT payload ->> '$.labels.embedId' FROM events").pluck().get()).toBe('e-42')
  expect(byHand.pragma('user_version', { simple: true })).toBe(6)
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
