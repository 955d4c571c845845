import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openSqlite } from '../../../src/store/sqlite/open.ts'
import { tracked } from '../../support/profile-store.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

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
