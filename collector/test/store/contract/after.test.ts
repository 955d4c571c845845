import { describe, expect, it } from 'vitest'
import type { StoredEvent } from '../../../src/model/event.ts'
import { stores } from '../support/stores.ts'

const event = (sequence: number): StoredEvent => ({
  dialect: 'rivet',
  type: 'embed/view',
  time: 1795000000000,
  // Clocks are set back: what comes later need not be of a later time.
  received: 1795000000000 - sequence,
  sender: 's',
  sequence,
  payload: { category: 'embed', action: 'view' },
})

const sequences = (events: readonly StoredEvent[]) => events.map(({ sequence }) => sequence)

describe.each(stores)('who follows %s', (_, open) => {
  it('gives events in the order in which they were stored, part by part, and what comes later then', async () => {
    const store = await open()
    await store.append([event(3), event(1)])
    await store.append([event(2), event(1)])
    const first = await store.after(undefined, 2)
    expect(sequences(first.events)).toEqual([3, 1])
    const second = await store.after(first.cursor, 2)
    expect(sequences(second.events)).toEqual([2])
    expect(await store.after(second.cursor, 2)).toEqual({ events: [], cursor: second.cursor })
    await store.append([event(9)])
    expect(sequences((await store.after(second.cursor, 2)).events)).toEqual([9])
  })

  it('leaves out what was deleted, and begins where nothing is', async () => {
    const store = await open()
    const empty = await store.after(undefined, 5)
    expect(empty.events).toEqual([])
    await store.append([event(1), event(2)])
    await store.delete('default', 's.1')
    expect(sequences((await store.after(empty.cursor, 5)).events)).toEqual([2])
  })

  it('gives nothing of a transaction that is not through', async () => {
    const store = await open()
    const appending = store.append([event(1)])
    const meanwhile = store.after(undefined, 5)
    await appending
    const { cursor, events } = await meanwhile
    const { events: rest } = await store.after(cursor, 5)
    expect(sequences([...events, ...rest])).toEqual([1])
  })
})
