import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { cookieStore } from '../../../src/storage/cookie.ts'
import { blockCookies, cookieJar, writeCookie } from '../../support/cookie-jar.ts'
import { openPage } from '../../support/page.ts'

const now = Date.UTC(2026, 10, 21)

beforeEach(() => vi.useFakeTimers({ now }))
afterEach(() => vi.useRealTimers())

/** Sets the visitor's cookie and gives what was written for it, without the probes before. */
const writtenFor = (days: number, isForeignFrame: boolean, suffixes = ['com']): readonly string[] => {
  const { written } = cookieJar(suffixes)
  cookieStore(isForeignFrame).set('_tog.rv-userID', 'V1StGXR8_Z5', days)
  return written.at(-1)!.split('; ')
}

describe('cookieStore', () => {
  it.each([
    [400, 'Tue, 26 Dec 2027 00:00:00 GMT'],
    [1 / 48, 'Sat, 21 Nov 2026 00:30:00 GMT'],
  ])('writes the plain value for %d days', (days, expires) => {
    openPage('http://localhost:3000/')
    const [pair, ...attributes] = writtenFor(days, false)
    expect(pair).toBe('_tog.rv-userID=V1StGXR8_Z5')
    expect(new Date(attributes.find((text) => text.startsWith('expires='))!.slice(8))).toEqual(
      new Date(expires),
    )
  })

  const expires = expect.stringMatching(/^expires=/)
  it.each([
    ['on http', 'http://www.example.com/', false, ['path=/', 'sameSite=Lax', 'domain=example.com', expires]],
    [
      'on https',
      'https://www.example.com/',
      false,
      ['path=/', 'sameSite=Lax', 'secure', 'domain=example.com', expires],
    ],
    ['on a host without a domain', 'http://localhost/', false, ['path=/', 'sameSite=Lax', expires]],
    [
      'in a frame of another origin',
      'https://widget.example.com/',
      true,
      ['path=/', 'sameSite=None', 'secure', 'partitioned', expires],
    ],
  ])('writes %s', (_, address, isForeignFrame, attributes) => {
    openPage(address)
    const [, ...written] = writtenFor(400, isForeignFrame)
    expect(written.toSorted()).toEqual(expect.arrayContaining(attributes))
    expect(written).toHaveLength(attributes.length)
  })

  it('reads what it wrote, what others wrote on the page, and nothing of what is not there', () => {
    openPage('https://www.example.com/')
    cookieJar(['com'])
    writeCookie('theirs=1')
    const store = cookieStore(false)
    store.set('ours', 'a=1;ü', 1)
    expect(['ours', 'theirs', 'nobodys'].map(store.get)).toEqual(['a=1;ü', '1', undefined])
  })

  it('has one value for all subdomains', () => {
    openPage('https://a.b.example.co.uk/')
    const { cookies } = cookieJar(['uk', 'co.uk'])
    cookieStore(false).set('id', '1', 1)
    openPage('https://example.co.uk/')
    cookieStore(false).set('id', '2', 1)
    expect(cookies()).toMatchObject([{ name: 'id', value: '2' }])
  })

  it.each([false, true])(
    'keeps nothing where cookies are blocked (in a foreign frame: %s)',
    (isForeignFrame) => {
      openPage('https://www.example.com/')
      blockCookies()
      const store = cookieStore(isForeignFrame)
      store.set('id', '1', 1)
      expect(store.get('id')).toBeUndefined()
    },
  )
})
