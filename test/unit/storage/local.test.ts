import { beforeEach, describe, expect, it } from 'vitest'
import { localStore } from '../../../src/storage/local.ts'
import { clearStorage, stubGlobal, stubGlobalGetter } from '../../support/page.ts'

beforeEach(clearStorage)

describe('localStore', () => {
  it('keeps values as they are', () => {
    localStore.set('a', 'x=1; ü', 400)
    expect(localStorage.getItem('a')).toBe('x=1; ü')
    expect(localStore.get('a')).toBe('x=1; ü')
    expect(localStore.get('b')).toBeNull()
  })

  it('says whether it has kept a value', () => {
    expect(localStore.set('a', '')).toBe(true)
    stubGlobal('localStorage', undefined)
    expect(localStore.set('a', '1')).toBeFalsy()
  })

  it('forgets what is removed', () => {
    localStore.set('a', '1')
    localStore.remove('a')
    expect([localStore.get('a'), localStorage.length]).toEqual([null, 0])
  })

  it('gives all that is kept under keys that begin so, the empty ones too', async () => {
    for (const [key, value] of [
      ['out 1', 'a'],
      ['out 2', ''],
      ['other', 'b'],
    ] as const)
      localStore.set(key, value)
    expect((await localStore.all('out ')).toSorted()).toEqual([
      ['out 1', 'a'],
      ['out 2', ''],
    ])
  })

  it('keeps nothing where there is no localStorage', async () => {
    stubGlobal('localStorage', undefined)
    localStore.set('a', '1')
    localStore.remove('a')
    expect(localStore.get('a')).toBeUndefined()
    expect(await localStore.all('')).toEqual([])
  })

  it('keeps nothing where mere access throws', async () => {
    stubGlobalGetter('localStorage', () => {
      throw new DOMException('Access is denied for this document.', 'SecurityError')
    })
    expect(localStore.set('a', '1')).toBeFalsy()
    localStore.remove('a')
    expect(localStore.get('a')).toBeUndefined()
    expect(await localStore.all('')).toEqual([])
  })

  it('still reads where it is full', () => {
    stubGlobal('localStorage', {
      getItem: () => 'old',
      setItem() {
        throw new DOMException('The quota has been exceeded.', 'QuotaExceededError')
      },
    })
    expect(localStore.set('a', 'new')).toBeFalsy()
    expect(localStore.get('a')).toBe('old')
  })
})
