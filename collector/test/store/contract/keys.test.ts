import { describe, expect, it } from 'vitest'
import { numbered } from '../../support/arrivals.ts'
import { tracked } from '../../support/profile-store.ts'
import { stores } from '../support/stores.ts'

describe.each(stores)('keys in %s', (_, open) => {
  it('are stored once, together and later, and the rest of the request is', async () => {
    const store = await open()
    const first = await store.append([numbered('a', 1), numbered('a', 1), numbered('a', 2), numbered('b', 1)])
    expect([first.stored.length, first.repeated]).toEqual([3, 1])
    const second = await store.append([numbered('a', 2), numbered('a', 3)])
    expect([second.stored.map(({ sequence }) => sequence), second.repeated]).toEqual([[3], 1])
    expect(await store.total()).toBe(4)
  })

  it('of a TrackId are of its scope, and a digest is of all', async () => {
    const store = await open()
    const { repeated } = await store.append([
      tracked({ track: 'a' }),
      tracked({ track: 'a', scope: 'shop' }),
      tracked({ track: 'a', scope: 'default' }),
      tracked({ digest: 'd' }),
      tracked({ digest: 'd', scope: 'shop' }),
      tracked(),
      tracked(),
    ])
    expect([repeated, await store.total()]).toEqual([2, 5])
  })

  it('that are not there are missing, by their places; those that were deleted are not', async () => {
    const store = await open()
    await store.append([numbered('a', 1), numbered('a', 3), numbered("b'", 1)])
    await store.delete('default', 'a.3')
    const asked = [
      ['a', 1],
      ['a', 2],
      ['a', 3],
      ["b'", 1],
      ['c', 1],
    ] as const
    expect(await store.missing(asked.map(([sender, sequence]) => ({ sender, sequence })))).toEqual([1, 4])
    expect(await store.missing([])).toEqual([])
  })

  it('takes nothing after it was closed', async () => {
    const store = await open()
    await store.close()
    await expect(store.append([numbered('a', 1)])).rejects.toThrow('not open')
  })
})
