import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { eraseAll } from '../../../src/store/erase-all.ts'
import { openSqlite } from '../../../src/store/sqlite/open.ts'
import { numbered } from '../../support/arrivals.ts'
import { tracked } from '../../support/profile-store.ts'
import { rowsOf, sendersOf } from '../../support/running.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

function open() {
  const file = join(temporaryFolder(), 'events.db')
  const store = openSqlite(file)
  onTestFinished(() => store.close())
  return { file, store }
}

const isIn = (file: string, text: string): boolean =>
  [file, `${file}-wal`].filter(existsSync).some((each) => readFileSync(each).includes(text))

const kinds = (dialect: 'rivet' | 'kaltura' | 'profile-store', visitor: string) =>
  tracked({
    dialect,
    visitor,
    scope: dialect === 'rivet' ? 'shop' : undefined,
    payload: { visitor },
    user: { Email: visitor },
  })

it('erases one visitor from events of all dialects and scopes, and from senders, and nobody else', async () => {
  const { file, store } = open()
  const events = ['visitor-of-test', 'another-of-test'].flatMap((visitor) => [
    ...(['rivet', 'kaltura', 'profile-store'] as const).map((dialect) => kinds(dialect, visitor)),
    ...Array.from({ length: 250 }, (_, at) =>
      numbered(`s-${visitor}`, at + 1, { visitor, session: `i-${visitor}` }),
    ),
  ])
  await store.append(events)
  const before = rowsOf(file).filter(({ visitor }) => visitor === 'another-of-test')
  expect(await eraseAll(store, { visitor: 'visitor-of-test' })).toBe(253)
  await store.purgeWhenDue()
  expect(isIn(file, 'i-visitor-of-test')).toBe(false)
  expect(rowsOf(file).filter(({ visitor }) => visitor !== null)).toEqual(before)
  expect(sendersOf(file)).toMatchObject([
    { sender: 's-another-of-test', visitor: 'another-of-test' },
    { sender: 's-visitor-of-test', visitor: null, session: null, stored: 250 },
  ])
  expect(await store.total()).toBe(253)
  expect((await store.recent(1000)).every(({ visitor }) => visitor === 'another-of-test')).toBe(true)
  // Again there is nothing.
  expect(await eraseAll(store, { visitor: 'visitor-of-test' })).toBe(0)
})

it('knows an erased event when it is sent again, and does not learn of its visitor by it', async () => {
  const { file, store } = open()
  const event = numbered('s', 1, { visitor: 'V1', session: 'S1' })
  await store.append([event])
  expect(await eraseAll(store, { visitor: 'V1' })).toBe(1)
  expect(await store.append([event])).toMatchObject({ stored: [], repeated: 1 })
  expect(sendersOf(file)).toMatchObject([{ visitor: null, session: null }])
})

it('erases what waits to be written, and what waits to be erased', async () => {
  const { file, store } = open()
  await store.append([tracked({ visitor: 'V1', track: 'deleted' })])
  await store.delete('default', 'deleted')
  const waiting = store.append(
    Array.from({ length: 150 }, (_, at) => tracked({ visitor: 'V1', track: `t${at}` })),
  )
  expect(await eraseAll(store, { visitor: 'V1' })).toBe(150)
  expect((await waiting).stored).toHaveLength(150)
  expect(rowsOf(file).filter(({ visitor }) => visitor !== null)).toEqual([])
})

const day = 24 * 3_600_000

it('removes events that are too old, with their senders, and none that are not', async () => {
  const { file, store } = open()
  const now = Date.now()
  const old = Array.from({ length: 250 }, (_, at) => numbered('old', at + 1, { received: now - 100 * day }))
  const young = Array.from({ length: 30 }, (_, at) => numbered('young', at + 1, { received: now - 80 * day }))
  await store.append(old)
  await store.append(young)
  expect(await eraseAll(store, { receivedBefore: now - 90 * day })).toBe(250)
  expect(rowsOf(file).map(({ sender }) => sender)).toEqual(Array(30).fill('young'))
  expect(sendersOf(file).map(({ sender }) => sender)).toEqual(['young'])
  expect(await store.total()).toBe(30)
  expect(await store.counts()).toEqual([{ category: 'embed', action: 'view', count: 30 }])
})

it('removes what was deleted before, too, and what stands behind an event of a clock that was wrong', async () => {
  const { file, store } = open()
  const now = Date.now()
  await store.append([
    numbered('a', 1, { received: now + 1000 * day }),
    tracked({ track: 'deleted', received: now - 100 * day }),
    numbered('a', 2, { received: now - 100 * day }),
    numbered('a', 3, { received: now }),
  ])
  await store.delete('default', 'deleted')
  expect(await eraseAll(store, { receivedBefore: now - 90 * day })).toBe(1)
  expect(rowsOf(file).map(({ sequence }) => sequence)).toEqual([1, 3])
  expect(await store.total()).toBe(2)
})

it('gives the number of an event to no other, also when all were too old', async () => {
  const { file, store } = open()
  const now = Date.now()
  await store.append([1, 2, 3].map((at) => numbered('a', at, { received: now - 100 * day })))
  const { cursor } = await store.after(undefined, 10)
  expect(await eraseAll(store, { receivedBefore: now - 90 * day })).toBe(3)
  expect(await eraseAll(store, { receivedBefore: now - 90 * day })).toBe(0)
  expect(rowsOf(file)).toMatchObject([{ id: 3, type: '', visitor: null }])
  expect(await store.total()).toBe(0)
  await store.append([numbered('b', 1, { received: now })])
  expect((await store.after(cursor, 10)).events.map(({ sender }) => sender)).toEqual(['b'])
  // With a younger one there, the place of the old one goes as well.
  await eraseAll(store, { receivedBefore: now - 90 * day })
  expect(rowsOf(file).map(({ id }) => id)).toEqual([4])
})

it('lets others store in between', async () => {
  const { file, store } = open()
  const now = Date.now()
  await store.append(
    Array.from({ length: 1000 }, (_, at) => numbered('old', at + 1, { received: now - 100 * day })),
  )
  const order: string[] = []
  const erasing = eraseAll(store, { receivedBefore: now - 90 * day }).then(() => order.push('erased'))
  await store.append([numbered('new', 1, { received: now })])
  order.push('stored')
  await erasing
  expect(order).toEqual(['stored', 'erased'])
  expect(rowsOf(file).map(({ sender }) => sender)).toEqual(['new'])
})

it('ends where the store is closed meanwhile', async () => {
  const file = join(temporaryFolder(), 'events.db')
  const store = openSqlite(file)
  const now = Date.now()
  await store.append(
    Array.from({ length: 500 }, (_, at) => numbered('a', at + 1, { received: now - 100 * day })),
  )
  const erasing = eraseAll(store, { receivedBefore: now - 90 * day })
  await store.close()
  expect(await erasing).toBeLessThan(500)
})
