// @vitest-environment node
import { describe, expect, it, vi } from 'vitest'
import { mirroredId } from '../../../src/identity/mirror.ts'
import { emptyStore, memoryStore } from '../../support/memory-store.ts'

const key = '_tog.rv-userID'

describe('mirroredId', () => {
  it('makes an id where there is none, and writes it to both places', () => {
    const [cookies, local] = [memoryStore(), memoryStore()]
    const id = mirroredId(cookies, local, key, 400)
    expect(id).toMatch(/^[\w-]{21}$/)
    expect([cookies.held.get(key), local.held.get(key)]).toEqual([id, id])
  })

  it('makes a new one each time', () => {
    const ids = Array.from({ length: 100 }, () => mirroredId(memoryStore(), memoryStore(), key, 400))
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
    expect(mirroredId(cookies, local, key, 400)).toBe('theirs')
    expect([cookies.held.get(key), local.held.get(key)]).toEqual(['theirs', 'theirs'])
  })

  it('begins its time anew with each call', () => {
    const cookies = { get: () => 'theirs', set: vi.fn() }
    mirroredId(cookies, emptyStore(), key, 400)
    expect(cookies.set).toHaveBeenCalledWith(key, 'theirs', 400)
  })

  it.each([
    ['nothing can be stored', emptyStore()],
    ['localStorage is empty', memoryStore()],
  ])('keeps the remembered id where %s', (_, local) => {
    expect(mirroredId(emptyStore(), local, key, 1, 'remembered')).toBe('remembered')
  })

  it('gives up what localStorage and memory have once it has ended, but not the cookie, which ends by itself', () => {
    const local = memoryStore({ [key]: 'stored' })
    expect(mirroredId(memoryStore({ [key]: 'alive' }), local, key, 1, 'remembered', true)).toBe('alive')
    expect(mirroredId(memoryStore(), local, key, 1, 'remembered', true)).not.toMatch(
      /alive|stored|remembered/,
    )
  })
})
