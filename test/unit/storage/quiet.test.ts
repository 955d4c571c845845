import { expect, it } from 'vitest'
import { quiet } from '../../../src/storage/quiet.ts'
import { memoryStore } from '../../support/memory-store.ts'

it('quiet passes through what the store does', () => {
  const inner = memoryStore()
  const store = quiet(inner)
  store.set('a', '1', 2)
  expect([...inner.held]).toEqual([['a', '1']])
  expect(store.get('a')).toBe('1')
})

it('quiet keeps nothing in a store that throws', () => {
  const refuse = (): never => {
    throw new DOMException('Access is denied for this document.', 'SecurityError')
  }
  const store = quiet({ get: refuse, set: refuse })
  store.set('a', '1')
  expect(store.get('a')).toBeUndefined()
})
