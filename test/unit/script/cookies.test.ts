import fc from 'fast-check'
import JsCookie from 'js-cookie'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import own from '../../../src/script/cookies.ts'
import { cookieJar, writeCookie } from '../../support/cookie-jar.ts'
import { openPage } from '../../support/page.ts'

const name = '_tog.rv-userID'
const value = fc.string({ unit: 'grapheme', maxLength: 30 })
const attributes = fc.record(
  {
    expires: fc.constantFrom(400, 1 / 48, -1),
    domain: fc.constantFrom('example.com', undefined),
    sameSite: fc.constantFrom('Lax', 'None'),
    secure: fc.boolean(),
    partitioned: fc.boolean(),
  },
  { requiredKeys: [] },
)

/** What a cookie is after its value, in no order. */
const attributesIn = (cookie: string): readonly string[] => cookie.split('; ').slice(1).sort()

describe('cookies of the script', () => {
  it('are read by js-cookie as they were written, and the other way round', () => {
    openPage('https://www.example.com/')
    fc.assert(
      fc.property(value, (written) => {
        cookieJar(['com'])
        own.set(name, written, {})
        expect(JsCookie.get(name)).toBe(written)
        JsCookie.set(name, written)
        expect(own.get(name)).toBe(written)
      }),
    )
  })

  it('have the attributes that js-cookie writes', () => {
    openPage('https://www.example.com/')
    // Both say when it expires: at one moment.
    vi.useFakeTimers({ toFake: ['Date'] })
    onTestFinished(() => void vi.useRealTimers())
    fc.assert(
      fc.property(attributes, (given) => {
        const { written } = cookieJar(['com'])
        own.set(name, 'V1StGXR8_Z5', given)
        JsCookie.set(name, 'V1StGXR8_Z5', given as Cookies.CookieAttributes)
        const [ours, theirs] = written as [string, string]
        expect(attributesIn(ours)).toEqual(attributesIn(theirs))
      }),
    )
  })

  it.each(['"quoted"', '100%', '%zz', '%C3%A9', 'a=b=c', '%E9', ''])(
    'are read as js-cookie reads them when a page has written %s',
    (written) => {
      openPage('https://www.example.com/')
      cookieJar(['com'])
      writeCookie(`other=${name}=1`)
      writeCookie(`${name}=${written}`)
      const read = (cookies: { get(name: string): string | undefined }): string | undefined => {
        try {
          return cookies.get(name)
        } catch {
          return undefined
        }
      }
      expect(read(own)).toBe(read(JsCookie))
    },
  )

  it('are gone when removed, on the domain they were set for', () => {
    openPage('https://www.example.com/')
    const jar = cookieJar(['com'])
    own.set(name, '1', { domain: 'example.com' })
    own.remove(name, { domain: 'example.com' })
    expect(jar.cookies()).toEqual([])
    expect(own.get(name)).toBeUndefined()
  })
})
