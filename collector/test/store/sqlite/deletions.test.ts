import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openSqlite } from '../../../src/store/sqlite/open.ts'
import { numbered } from '../../support/arrivals.ts'
import { tracked } from '../../support/profile-store.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

it('tells what was deleted by what it was counted by', async () => {
  const store = openSqlite(':memory:')
  await store.append([tracked({ track: 'a', scope: 'shop' })])
  expect(await store.delete('shop', 'a')).toEqual({
    kind: 'deleted',
    events: [{ id: '1', category: 'profile-store', action: 'home', received: 1795000001000 }],
  })
  await store.close()
})

it('deletes all events that are called so, and nothing else', async () => {
  const store = openSqlite(':memory:')
  await store.append([
    numbered('event', 4),
    numbered('event', 5),
    tracked({ track: 'event.4' }),
    tracked(),
    tracked({ track: 'event.5' }),
  ])
  const deletion = await store.delete('default', 'event.4')
  expect(deletion).toMatchObject({ kind: 'deleted', events: [{ id: '1' }, { id: '3' }, { id: '4' }] })
  expect((await store.recent(9)).map(({ id }) => id)).toEqual(['5', '2'])
  await store.close()
})

it('says when to come back once too many wait to be erased', async () => {
  const store = openSqlite(':memory:', { limit: 2, interval: 60_000 })
  await store.append(['a', 'b', 'c'].map((track) => tracked({ track })))
  const answers = await Promise.all(['a', 'x', 'b', 'c', 'a'].map((track) => store.delete('default', track)))
  expect(answers.map(({ kind }) => kind)).toEqual(['deleted', 'unknown', 'deleted', 'full', 'unknown'])
  const [, , , full] = answers
  const { retryAfter } = full as { retryAfter: number }
  expect(retryAfter).toBeGreaterThan(0)
  expect(retryAfter).toBeLessThanOrEqual(60)
  expect(await store.total()).toBe(1)
  await store.close()
})

it('makes room again by erasing', async () => {
  const store = openSqlite(':memory:', { limit: 1, interval: 0 })
  await store.append(['a', 'b'].map((track) => tracked({ track })))
  await store.delete('default', 'a')
  expect((await store.delete('default', 'b')).kind).toBe('full')
  await store.purgeWhenDue()
  expect((await store.delete('default', 'b')).kind).toBe('deleted')
  await store.close()
})

it('shows every reader the store before or after, whoever reads, writes and deletes meanwhile', async () => {
  const one = fc.record({ track: fc.constantFrom('a', 'b', 'c', 'd'), isDeletion: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(fc.array(one, { maxLength: 30 }), async (wishes) => {
      const file = join(temporaryFolder(), 'events.db')
      const store = openSqlite(file, { interval: 0 })
      const reader = new Database(file, { readonly: true })
      const seen = reader
        .prepare('SELECT track FROM events WHERE id NOT IN (SELECT event FROM deletions) ORDER BY track')
        .pluck()
      const present = new Set<string>()
      const gone = new Set<string>()
      for (const { track, isDeletion } of wishes) {
        if (isDeletion) {
          const { kind } = await store.delete('default', track)
          expect(kind).toBe(present.has(track) ? 'deleted' : 'unknown')
          if (present.delete(track)) gone.add(track)
          if (track === 'a') await store.purgeWhenDue()
        } else {
          const { repeated } = await store.append([tracked({ track })])
          const isNew = !present.has(track) && !gone.has(track)
          expect(repeated).toBe(isNew ? 0 : 1)
          if (isNew) present.add(track)
        }
        expect(seen.all()).toEqual([...present].sort())
        expect(await store.total()).toBe(present.size)
        expect(await store.recent(9)).toHaveLength(present.size)
      }
      reader.close()
      await store.close()
    }),
    { numRuns: 25 },
  )
})

it('hides a playback’s events, and counts no hole for them', async () => {
  const store = openSqlite(':memory:')
  const kaltura = { dialect: 'kaltura', type: 'kaltura/play', session: 'S' } as const
  await store.append(
    [1, 2, 3].map((eventIndex) => numbered('S', eventIndex, { ...kaltura, payload: { eventIndex } })),
  )
  await store.delete('default', 'S.2')
  expect((await store.playback('S')).events.map(({ index }) => index)).toEqual([1, 3])
  expect(await store.gaps('S')).toEqual({ ranges: [], from: 1 })
  expect(await store.counts()).toEqual([{ category: 'kaltura', action: 'play', count: 2 }])
  expect(await store.rate(0)).toEqual([[1795000001, 2]])
  await store.close()
})
