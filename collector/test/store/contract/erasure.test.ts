import { describe, expect, it } from 'vitest'
import { eraseAll } from '../../../src/store/erase-all.ts'
import { numbered } from '../../support/arrivals.ts'
import { tracked } from '../../support/profile-store.ts'
import { stores } from '../support/stores.ts'

const day = 24 * 3_600_000

describe.each(stores)('erasure in %s', (_, open) => {
  it('of a visitor takes what is theirs, with what was deleted, and keeps the keys', async () => {
    const store = await open()
    const events = [
      numbered('s', 1, { visitor: 'V1', session: 'S1' }),
      numbered('s', 2, { visitor: 'V1', session: 'S1' }),
      numbered('t', 1, { visitor: 'V2' }),
      tracked({ visitor: 'V1', track: 'a', scope: 'shop' }),
    ]
    await store.append(events)
    await store.delete('default', 's.2')
    expect(await eraseAll(store, { visitor: 'V1' })).toBe(2)
    expect((await store.recent(9)).map(({ visitor }) => visitor)).toEqual(['V2'])
    expect((await store.senders(9)).map(({ sender, visitor }) => [sender, visitor])).toEqual(
      expect.arrayContaining([
        ['s', undefined],
        ['t', 'V2'],
      ]),
    )
    expect((await store.append(events)).repeated).toBe(4)
    expect(await store.total()).toBe(1)
    expect(await eraseAll(store, { visitor: 'V1' })).toBe(0)
  })

  it('by age takes keys and senders too, and nothing that is younger', async () => {
    const store = await open()
    const now = Date.now()
    const old = [1, 2, 3].map((at) => numbered('old', at, { received: now - 100 * day }))
    await store.append([...old, numbered('young', 1, { received: now })])
    const { cursor } = await store.after(undefined, 9)
    expect(await eraseAll(store, { receivedBefore: now - 90 * day })).toBe(3)
    expect((await store.recent(9)).map(({ sender }) => sender)).toEqual(['young'])
    expect((await store.senders(9)).map(({ sender }) => sender)).toEqual(['young'])
    expect((await store.append(old)).repeated).toBe(0)
    expect((await store.after(cursor, 9)).events).toHaveLength(3)
  })
})
