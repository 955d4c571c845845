import { beforeEach, describe, expect, it } from 'vitest'
import { durableOutbox } from '../../../src/storage/durable-outbox.ts'
import { clearStorage } from '../../support/page.ts'

beforeEach(clearStorage)

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

// With IndexedDB it is tried in browsers; happy-dom has none.
describe('durableOutbox, where there is no IndexedDB,', () => {
  it('keeps lines in localStorage after all', async () => {
    const store = durableOutbox()
    expect(store.set('out a', 'line a')).toBeTruthy()
    store.set('out b', 'line b')
    store.set('other', 'x')
    await settled()
    expect(localStorage.getItem('out a')).toBe('line a')
    expect((await durableOutbox().all('out ')).toSorted()).toEqual([
      ['out a', 'line a'],
      ['out b', 'line b'],
    ])
  })

  it('removes them there, however soon', async () => {
    const store = durableOutbox()
    store.set('out a', 'line a')
    store.set('out b', 'line b')
    store.remove('out a')
    await settled()
    store.remove('out b')
    await settled()
    expect(await store.all('out ')).toEqual([])
  })
})
