// @vitest-environment node
import { describe, expect, it, vi } from 'vitest'
import { findId, keepId } from '../../../src/identity/mirror.ts'
import type { Store } from '../../../src/types.ts'
import { emptyStore, memoryStore } from '../../support/memory-store.ts'

const key = '_tog.rv-userID'

/** Finds and keeps it, as each page does. */
const mirroredId = (
  cookies: Store,
  local: Store,
  ...said: [remembered?: string, hasEnded?: boolean]
): string => {
  const id = findId(cookies, local, key, ...said)
  keepId(cookies, local, key, id, 400)
  return id
}

describe('an id', () => {
  it('makes an id where there is none, and writes it to both places', () => {
    const [cookies, local] = [memoryStore(), memoryStore()]
    const id = mirroredId(cookies, local)
    expect(id).toMatch(/^[\w-]{21}$/)
    expect([cookies.held.get(key), local.held.get(key)]).toEqual([id, id])
  })

  it('makes a new one each time', () => {
    const ids = Array.from({ length: 100 }, () => mirroredId(memoryStore(), memoryStore()))
    expect(new Set(ids).size).toBe(100)
  })

  it.each([
    ['the cookie', { [key]: 'theirs' }, {}],
    ['localStorage', {}, { [key]: 'theirs' }],
    ['both', { [key]: 'theirs' }, { [key]: 'theirs' }],
    ['the cookie, while localStorage has another', { [key]: 'theirs' }, { [key]: 'other' }],
    ['localStorage, while the cookie is empty', { [key]: '' }, { [key]: 'theirs' }],
  ])('keeps the id that is already in %s, and puts it into both', (_, inCookies, inLocal) => {
    const [cookies, local] = [memoryStore(inCookies), memoryStore(inLocal)]
    expect(mirroredId(cookies, local)).toBe('theirs')
    expect([cookies.held.get(key), local.held.get(key)]).toEqual(['theirs', 'theirs'])
  })

  it('begins its time anew with each call', () => {
    const cookies = { get: () => 'theirs', set: vi.fn() }
    mirroredId(cookies, emptyStore())
    expect(cookies.set).toHaveBeenCalledWith(key, 'theirs', 400)
  })

  it.each([
    ['nothing can be stored', emptyStore()],
    ['localStorage is empty', memoryStore()],
  ])('keeps the remembered id where %s', (_, local) => {
    expect(mirroredId(emptyStore(), local, 'remembered')).toBe('remembered')
  })

  it('gives up what localStorage and memory have once it has ended, but not the cookie, which ends by itself', () => {
    const local = memoryStore({ [key]: 'stored' })
    expect(mirroredId(memoryStore({ [key]: 'alive' }), local, 'remembered', true)).toBe('alive')
    expect(mirroredId(memoryStore(), local, 'remembered', true)).not.toMatch(/alive|stored|remembered/)
  })
})
