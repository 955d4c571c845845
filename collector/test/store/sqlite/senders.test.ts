import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openSqlite } from '../../../src/store/sqlite/open.ts'
import { numbered } from '../../support/arrivals.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

it('remembers senders in its file, with who they were, the latest first', async () => {
  const file = join(temporaryFolder(), 'events.db')
  const store = openSqlite(file)
  await store.append([numbered('a', 1, { visitor: 'V1', session: 'S1', received: 1000 })])
  await store.append([numbered('b', 1, { received: 2000 })])
  await store.append(
    [numbered('a', 2, { received: 3000 })],
    [{ sender: 'a', ledger: { retried: 2 }, received: 3000 }],
  )
  await store.close()
  const again = openSqlite(file)
  const b = { sender: 'b', stored: 1, repeated: 0, highest: 1, ledger: {}, firstSeen: 2000, lastSeen: 2000 }
  expect(await again.senders(10)).toStrictEqual([
    {
      sender: 'a',
      stored: 2,
      repeated: 0,
      highest: 2,
      ledger: { retried: 2 },
      firstSeen: 1000,
      lastSeen: 3000,
      visitor: 'V1',
      session: 'S1',
    },
    b,
  ])
  await again.append([], [{ sender: 'b', ledger: { recorded: 4 }, received: 4000 }])
  expect(await again.senders(1)).toStrictEqual([{ ...b, ledger: { recorded: 4 }, lastSeen: 4000 }])
  await again.close()
})
