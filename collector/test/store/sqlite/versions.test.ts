import { createHash } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { openSqlite } from '../../../src/store/sqlite/open.ts'
import { schemaVersion, steps, type Upgrade } from '../../../src/store/sqlite/schema.ts'
import { numbered } from '../../support/arrivals.ts'
import { listening } from '../../support/command.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** Stores of these steps are on other people's machines: a step that was released stays as it is, and a new one is added here. */
const released = [
  '94360da18c47',
  'f3b993b79bd7',
  'e9a5a14cfc70',
  '0adad86725ea',
  '91a44a8c8a7e',
  '605ac6f612be',
  '2b2e88706f35',
  'e9fe707030b3',
]

const earlier = Array.from({ length: schemaVersion - 1 }, (_, at) => at + 1)

/** A store as the collector of that schema has left it: events of all dialects it knew. */
function storeOf(version: number): string {
  const file = join(temporaryFolder(), `version-${version}.db`)
  const database = new Database(file)
  database.pragma('journal_mode = WAL')
  database.function('kaltura_digest', (_payload) => null)
  for (const step of steps.slice(0, version)) database.exec(step)
  const insert = database.prepare(
    `INSERT INTO events (dialect, type, time, received, visitor, session, sender, sequence, payload)
     VALUES (?, ?, 1795000000000, 1795000000000, ?, 'S', ?, ?, ?)`,
  )
  insert.run('rivet', 'embed/view', 'V1', 'a', 1, '{"category":"embed","action":"view"}')
  insert.run('rivet', 'embed/click', 'V2', 'a', 3, '{"category":"embed","action":"click"}')
  if (version >= 3)
    insert.run('kaltura', 'kaltura/play', 'V1', 'S 0_a', 1, '{"sessionId":"S","entryId":"0_a"}')
  if (version >= 4) insert.run('profile-store', 'home', 'V1', null, null, '{}')
  if (version >= 2) {
    const senders = database.prepare(
      `INSERT INTO senders VALUES (?, ?, 0, ?, 0, 0, '{}', 1795000000000, 1795000000000, 'V1', 'S')`,
    )
    senders.run('a', 2, 3)
    if (version >= 3) senders.run('S 0_a', 1, 1)
  }
  database.pragma(`user_version = ${version}`)
  database.close()
  return file
}

const countOf = (version: number): number => 2 + Number(version >= 3) + Number(version >= 4)

/** All that SQLite knows of tables and indexes. */
const schemaOf = (file: string): unknown[] => {
  const database = new Database(file, { readonly: true })
  const found = database.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all()
  database.close()
  return found
}

it('no step that was released has changed', () => {
  const digests = steps.map((step) => createHash('sha256').update(step).digest('hex').slice(0, 12))
  expect(digests).toEqual(released)
})

it.each(earlier)(
  'opens a store of schema %i, says how far it is, and goes on in it as in a new one',
  async (version) => {
    const file = storeOf(version)
    const told: Upgrade[] = []
    const store = openSqlite(file, { onUpgrade: (upgrade) => told.push(upgrade) })
    expect(told).toEqual(
      Array.from({ length: schemaVersion - version + 1 }, (_, at) => ({
        schema: version + at,
        newest: schemaVersion,
        events: countOf(version),
      })),
    )
    expect(await store.total()).toBe(countOf(version))
    // What is there is known when it comes again, and what is missing is told from it.
    const { stored, repeated } = await store.append([numbered('a', 3), numbered('a', 2)])
    expect([stored.length, repeated]).toEqual([1, 1])
    expect(await store.gaps('a')).toEqual({ ranges: [], from: 1 })
    const answer = await store.ask({
      language: 'kql',
      text: "Events | where DeviceId == 'V1' | count",
      scopes: undefined,
    } as never)
    expect(answer).toMatchObject({ kind: 'rows' })
    expect(await store.erase({ visitor: 'V2' } as never)).toHaveLength(1)
    await store.close()

    const fresh = join(temporaryFolder(), 'fresh.db')
    await openSqlite(fresh).close()
    expect(schemaOf(file)).toEqual(schemaOf(fresh))
    const again: Upgrade[] = []
    await openSqlite(file, { onUpgrade: (upgrade) => again.push(upgrade) }).close()
    expect(again).toEqual([])
  },
)

it('the log says how far an upgrade is', async () => {
  const { child, ended } = await listening(['--store', storeOf(1)])
  child.kill('SIGTERM')
  const lines = (await ended).stdout.split('\n').filter((line) => line.includes('brought up to date'))
  expect(lines.map((line) => JSON.parse(line).schema)).toEqual([...earlier, schemaVersion])
})
