import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { kalturaToStored } from '../../../src/protocols/kaltura/to-event.ts'
import { openSqlite } from '../../../src/store/sqlite/open.ts'
import { numbered } from '../../support/arrivals.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** The schema of the collector's first version, as it stands in the files it made. */
const first = `
  CREATE TABLE events (
    id       INTEGER PRIMARY KEY,
    dialect  TEXT NOT NULL,
    type     TEXT NOT NULL,
    time     INTEGER NOT NULL,
    received INTEGER NOT NULL,
    visitor  TEXT,
    session  TEXT,
    page     TEXT,
    sender   TEXT,
    sequence INTEGER,
    payload  TEXT NOT NULL,
    category TEXT AS (payload ->> 'category') VIRTUAL,
    action   TEXT AS (payload ->> 'action') VIRTUAL
  ) STRICT;
  CREATE UNIQUE INDEX events_by_key ON events (sender, sequence) WHERE sender IS NOT NULL;
  CREATE INDEX events_by_kind ON events (category, action);
  PRAGMA user_version = 1;`

function oldStore(rows: readonly (readonly unknown[])[]): string {
  const file = join(temporaryFolder(), 'old.db')
  const database = new Database(file)
  database.exec(first)
  const insert = database.prepare(
    `INSERT INTO events (dialect, type, time, received, visitor, session, sender, sequence, payload)
     VALUES ('rivet', 'embed/view', 1795000000000, ?, ?, ?, ?, ?, '{"category":"embed","action":"view"}')`,
  )
  for (const row of rows) insert.run(...row)
  database.close()
  return file
}

it('opens a file of the first version and knows its senders', async () => {
  const store = openSqlite(
    oldStore([
      [1000, 'V1', 'S1', 'a', 1],
      [3000, 'V1', 'S2', 'a', 4],
      [2000, null, null, 'b', 2],
      [2500, 'V9', 'S9', null, null],
      [2900, 'V1', 'S1', 'a', 2],
    ]),
  )
  expect(await store.total()).toBe(5)
  const nothing = { repeated: 0, ledger: {} }
  expect(await store.senders(10)).toStrictEqual([
    {
      ...nothing,
      sender: 'a',
      stored: 3,
      highest: 4,
      firstSeen: 1000,
      lastSeen: 3000,
      visitor: 'V1',
      session: 'S1',
    },
    { ...nothing, sender: 'b', stored: 1, highest: 2, firstSeen: 2000, lastSeen: 2000 },
  ])
  expect(await store.gaps('a')).toEqual({ ranges: [[3, 3]], from: 1 })
  await store.append([numbered('a', 3), numbered('a', 4)])
  expect(await store.delivery()).toEqual({
    senders: 2,
    expected: 6,
    stored: 5,
    repeated: 1,
    reported: 0,
    ledger: {},
  })
  await store.close()
})

it('counts what a file of the first version holds by the same kinds as before', async () => {
  const store = openSqlite(oldStore([[1000, null, null, 'a', 1]]))
  await store.append([
    numbered('a', 2, { dialect: 'kaltura', type: 'kaltura/play', payload: { action: 'x' } }),
  ])
  expect(await store.counts()).toEqual(
    expect.arrayContaining([
      { category: 'embed', action: 'view', count: 1 },
      { category: 'kaltura', action: 'play', count: 1 },
    ]),
  )
  await store.close()
})

it('lets what a file of the first version holds be asked and deleted as what came later', async () => {
  const file = oldStore([
    [1000, 'V1', 'S1', 'a', 1],
    [1000, null, null, null, null],
  ])
  const store = openSqlite(file)
  const database = new Database(file, { readonly: true })
  expect(database.prepare('SELECT ticks, device, scope, track, value FROM events').all()).toEqual([
    { ticks: 1795000000000 * 10_000, device: 'V1', scope: 'default', track: null, value: null },
    { ticks: 1795000000000 * 10_000, device: '', scope: 'default', track: null, value: null },
  ])
  database.close()
  for (const track of ['a.1', 'event.2']) expect((await store.delete('default', track)).kind).toBe('deleted')
  expect(await store.total()).toBe(0)
  await store.close()
})

it('knows the Kaltura events of an old file when they come again, and takes no other for them', async () => {
  const file = oldStore([])
  const database = new Database(file)
  const insert = database.prepare(
    `INSERT INTO events (dialect, type, time, received, session, sender, sequence, payload)
     VALUES ('kaltura', 'kaltura/play', 1, 1, 'S', 'S 0_a', ?, ?)`,
  )
  const payload = (position: string) => ({ sessionId: 'S', entryId: '0_a', eventIndex: '1', position })
  insert.run(1, JSON.stringify(payload('5')))
  // Erased, so that nothing of it is known but its name.
  insert.run(2, 'null')
  database.close()
  const store = openSqlite(file)
  const sent = (position: string) =>
    kalturaToStored(new Map(Object.entries(payload(position)).map(([name, text]) => [name, [text]])), 2)
  const { stored, repeated } = await store.append([sent('5'), sent('55'), sent('55')])
  expect([stored.length, repeated]).toEqual([1, 2])
  expect((await store.delete('default', 'S 0_a.1')).kind).toBe('deleted')
  expect((await store.append([sent('5')])).repeated).toBe(1)
  await store.close()
})

it('opens an empty file of the first version', async () => {
  const store = openSqlite(oldStore([]))
  expect([await store.total(), await store.senders(10)]).toEqual([0, []])
  await store.close()
})

it('leaves a file alone that already is as it should be', async () => {
  const file = oldStore([[1000, null, null, 'a', 1]])
  const store = openSqlite(file)
  await store.append([], [{ sender: 'a', ledger: { recorded: 3 }, received: 2000 }])
  await store.close()
  const again = openSqlite(file)
  expect(await again.senders(1)).toMatchObject([{ sender: 'a', ledger: { recorded: 3 } }])
  await again.close()
})
