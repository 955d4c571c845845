import { expect, it } from 'vitest'
import { schedulePurges } from '../../src/store/purge-schedule.ts'
import { openSqlite } from '../../src/store/sqlite/open.ts'
import { unnumbered } from '../support/arrivals.ts'

it('says how many events were too old, also where the end comes while they are erased', async () => {
  const store = openSqlite(':memory:')
  await store.append([unnumbered({ received: 1 }), unnumbered({ received: 2 })])
  const erased = await new Promise<number>((resolve, reject) => {
    const end = schedulePurges(
      {
        ...store,
        async erase(which) {
          const gone = await store.erase(which)
          end()
          return gone
        },
      },
      { interval: 100, keep: 1 },
      { failed: reject, erased: resolve },
    )
  })
  expect(erased).toBe(2)
  await store.close()
})
