import { describe, expect, it } from 'vitest'
import { widestDomain } from '../../../src/storage/cookie-domain.ts'
import { cookieJar, writeCookie } from '../../support/cookie-jar.ts'
import { openPage } from '../../support/page.ts'

const suffixes = ['com', 'uk', 'co.uk', 'github.io']

describe('widestDomain', () => {
  it.each([
    ['a.b.example.co.uk', 'example.co.uk'],
    ['example.co.uk', 'example.co.uk'],
    ['www.example.com', 'example.com'],
    ['shop.someone.github.io', 'someone.github.io'],
    ['localhost', undefined],
    ['co.uk', undefined],
    ['intranet', undefined],
  ])('of %s is %s, and leaves no probe behind', (hostname, domain) => {
    openPage(`https://${hostname}/`)
    const jar = cookieJar(suffixes)
    expect(widestDomain(location.hostname)).toBe(domain)
    expect(jar.cookies()).toEqual([])
  })

  it('of an address is at most the address itself', () => {
    openPage('http://127.0.0.1:8080/')
    const jar = cookieJar(suffixes)
    expect([undefined, '127.0.0.1']).toContain(widestDomain(location.hostname))
    expect(jar.cookies()).toEqual([])
  })

  it('leaves the cookies of the page alone', () => {
    openPage('https://a.example.com/')
    const jar = cookieJar(suffixes)
    writeCookie('theirs=1; domain=example.com')
    widestDomain(location.hostname)
    expect(jar.cookies()).toMatchObject([{ name: 'theirs', value: '1' }])
  })
})
