import { beforeEach, describe, expect, it } from 'vitest'
import { localStore } from '../../../src/storage/local.ts'
import { clearStorage, stubGlobal, stubGlobalGetter } from '../../support/page.ts'

beforeEach(clearStorage)

describe('localStore', () => {
  it('keeps values as they are', () => {
    localStore().set('a', 'x=1; ü', 400)
    expect(localStorage.getItem('a')).toBe('x=1; ü')
    expect(localStore().get('a')).toBe('x=1; ü')
    expect(localStore().get('b')).toBeNull()
  })

  it('keeps nothing where there is no localStorage', () => {
    stubGlobal('localStorage', undefined)
    localStore().set('a', '1')
    expect(localStore().get('a')).toBeUndefined()
  })

  it('keeps nothing where mere access throws', () => {
    stubGlobalGetter('localStorage', () => {
      throw new DOMException('Access is denied for this document.', 'SecurityError')
    })
    localStore().set('a', '1')
    expect(localStore().get('a')).toBeUndefined()
  })

  it('still reads where it is full', () => {
    stubGlobal('localStorage', {
      getItem: () => 'old',
      setItem() {
        throw new DOMException('The quota has been exceeded.', 'QuotaExceededError')
      },
    })
    localStore().set('a', 'new')
    expect(localStore().get('a')).toBe('old')
  })
})
