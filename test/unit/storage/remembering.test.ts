import { describe, expect, it } from 'vitest'
import { remembering } from '../../../src/storage/remembering.ts'
import { emptyStore, memoryStore } from '../../support/memory-store.ts'

describe('a remembering store', () => {
  it('has what it was handed though nothing keeps it', () => {
    const store = remembering(emptyStore())
    expect(store.get('id')).toBeUndefined()
    expect(store.set('id', 'one')).toBeFalsy()
    expect(store.get('id')).toBe('one')
  })

  it('goes by what is kept, which other pages may have changed', () => {
    const kept = memoryStore()
    const store = remembering(kept)
    store.set('id', 'one')
    kept.held.set('id', 'two')
    expect(store.get('id')).toBe('two')
  })
})
