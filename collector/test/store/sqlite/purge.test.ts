import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { openSqlite } from '../../../src/store/sqlite/open.ts'
import { numbered } from '../../support/arrivals.ts'
import { tracked } from '../../support/profile-store.ts'
import { rowsOf, sendersOf } from '../../support/running.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const newFile = () => join(temporaryFolder(), 'events.db')

/** Which of the texts are anywhere in the store's files. */
const foundIn = (file: string, texts: readonly string[]): string[] => {
  const bytes = [file, `${file}-wal`].filter(existsSync).map((each) => readFileSync(each))
  return texts.filter((text) => bytes.some((each) => each.includes(text)))
}

/** Everything an event can say, with a text in it that is found again. */
const telling = (text: string) =>
  tracked({
    track: `track-${text}`,
    type: `type-${text}`,
    visitor: `device-${text}`,
    session: text,
    page: text,
    value: `text-${text}`,
    title: `text-${text}`,
    address: `text-${text}`,
    user: { Name: text },
    country: text,
    city: text,
    fraction: 7,
    payload: { long: text.repeat(2000) },
  })

it('leaves the key of a deleted event, and of all else no byte in the files', async () => {
  const file = newFile()
  const store = openSqlite(file, { interval: 0 })
  const names = Array.from({ length: 300 }, (_, at) => `needle-${at}-`)
  await store.append(names.map(telling))
  const deleted = names.filter((_, at) => at % 3 === 0)
  await Promise.all(deleted.map((name) => store.delete('default', `track-${name}`)))
  expect(foundIn(file, names)).toEqual(names)
  await store.purgeWhenDue()
  const texts = deleted.flatMap((name) => [`${name}${name}`, `"${name}`, `text-${name}`])
  expect(foundIn(file, texts)).toEqual([])
  expect(rowsOf(file)[0]).toMatchObject({
    track: 'track-needle-0-',
    value: null,
    visitor: null,
    time: 0,
    type: '',
  })
  expect(rowsOf(file)[1]).toMatchObject({ value: 'text-needle-1-', fraction: 7 })
  expect(await store.total()).toBe(200)
  expect((await store.append(names.map(telling))).repeated).toBe(300)
  await store.close()
  expect(foundIn(file, texts)).toEqual([])
})

it('forgets what the sender’s last event said of its visitor', async () => {
  const file = newFile()
  const store = openSqlite(file, { interval: 0 })
  await store.append([
    numbered('s', 1, { visitor: 'needle-v', session: 'needle-s' }),
    numbered('t', 1, { visitor: 'other' }),
  ])
  await store.delete('default', 's.1')
  await store.purgeWhenDue()
  expect(foundIn(file, ['needle'])).toEqual([])
  expect(sendersOf(file)).toMatchObject([
    { sender: 's', stored: 1, visitor: null, session: null },
    { sender: 't', visitor: 'other' },
  ])
  await store.close()
})

it('erases nothing before it is time, and everything that waits once it is', async () => {
  const file = newFile()
  const early = openSqlite(file, { interval: 3_600_000 })
  await early.append(['a', 'b'].map((track) => tracked({ track })))
  await early.delete('default', 'a')
  await early.purgeWhenDue()
  expect(rowsOf(file).map(({ value }) => value)).toEqual(['v', 'v'])
  await early.close()

  const database = new Database(file)
  database.exec('UPDATE deletions SET deleted = deleted - 3600000')
  database.close()
  const late = openSqlite(file, { interval: 3_600_000 })
  await late.delete('default', 'b')
  await late.purgeWhenDue()
  expect(rowsOf(file).map(({ value }) => value)).toEqual([null, null])
  await late.close()
})

it('erases the rest later when it is closed on the way', async () => {
  const file = newFile()
  const store = openSqlite(file, { interval: 0 })
  const tracks = Array.from({ length: 350 }, (_, at) => `t${at}`)
  await store.append(tracks.map((track) => tracked({ track })))
  await Promise.all(tracks.map((track) => store.delete('default', track)))
  const purged = store.purgeWhenDue()
  await store.close()
  await purged
  const left = rowsOf(file).filter(({ value }) => value !== null)
  expect(left.length).toBeGreaterThan(0)
  const again = openSqlite(file, { interval: 0 })
  expect(await again.total()).toBe(0)
  await again.purgeWhenDue()
  expect(rowsOf(file).filter(({ value }) => value !== null)).toEqual([])
  await again.close()
})

it('lets others write while it erases', async () => {
  const store = openSqlite(newFile(), { interval: 0 })
  const tracks = Array.from({ length: 350 }, (_, at) => `t${at}`)
  await store.append(tracks.map((track) => tracked({ track })))
  await Promise.all(tracks.map((track) => store.delete('default', track)))
  const order: string[] = []
  const purged = store.purgeWhenDue().then(() => order.push('erased'))
  await store.append([tracked({ track: 'new' })]).then(() => order.push('stored'))
  await purged
  expect(order).toEqual(['stored', 'erased'])
  await store.close()
})

it('empties the log once the reader that needs it has gone', async () => {
  const file = newFile()
  const store = openSqlite(file, { interval: 0 })
  await store.append([telling('needle')])
  await store.delete('default', 'track-needle')
  const reader = new Database(file, { readonly: true })
  reader.exec('BEGIN')
  reader.prepare('SELECT count(*) FROM events').get()
  await store.purgeWhenDue()
  expect(foundIn(file, ['device-needle'])).not.toEqual([])
  reader.close()
  await store.purgeWhenDue()
  expect(foundIn(file, ['device-needle'])).toEqual([])
  await store.close()
})
