import { expect, it } from 'vitest'
import { fitsIntegrity, hashOf } from '../../../src/doctor/page/allows-script.ts'
import { allowsUrl, readPolicies } from '../../../src/doctor/page/policy.ts'

const page = new URL('https://shop.example/a')

// The examples of https://www.w3.org/TR/CSP3/#match-url-to-source-expression and of MDN's page on sources.
it.each<[source: string, url: string, isAllowed: boolean]>([
  ['*', 'https://a.example/x', true],
  ['*', 'data:text/plain,x', false],
  ["'self'", 'https://shop.example/x', true],
  ["'self'", 'https://shop.example:8443/x', false],
  ["'self'", 'https://www.shop.example/x', false],
  ["'none'", 'https://shop.example/x', false],
  ['https:', 'https://a.example/x', true],
  ['http:', 'https://a.example/x', true],
  ['https:', 'http://a.example/x', false],
  ['a.example', 'https://a.example/x', true],
  ['a.example', 'http://a.example/x', false],
  ['http://a.example', 'https://a.example/x', true],
  ['https://a.example', 'http://a.example/x', false],
  ['A.Example', 'https://a.example/x', true],
  ['*.a.example', 'https://b.a.example/x', true],
  ['*.a.example', 'https://a.example/x', false],
  ['a.example:*', 'https://a.example:8443/x', true],
  ['a.example:8443', 'https://a.example:8443/x', true],
  ['a.example', 'https://a.example:8443/x', false],
  ['http://a.example:80', 'https://a.example/x', true],
  ['a.example/x', 'https://a.example/x', true],
  ['a.example/x', 'https://a.example/x/y', false],
  ['a.example/x/', 'https://a.example/x/y', true],
  ['a.example/', 'https://a.example/x/y', true],
  ['https://[::1]:4000', 'https://[::1]:4000/x', true],
])('%s and %s: %s', (source, url, isAllowed) => {
  expect(allowsUrl([source], new URL(url), page)).toBe(isAllowed)
})

it('allows by HTTPS what a page of HTTP has as its own', () => {
  expect(allowsUrl(["'self'"], new URL('https://shop.example/x'), new URL('http://shop.example/'))).toBe(true)
})

it('reads headers with several policies; of two directives with one name the first counts', () => {
  const policies = readPolicies(["script-src 'self'; Script-Src 'none', connect-src *", 'img-src a.example;'])
  expect(policies.map((each) => [...each])).toEqual([
    [['script-src', ["'self'"]]],
    [['connect-src', ['*']]],
    [['img-src', ['a.example']]],
  ])
})

it('takes the strongest digest of integrity, and one of those', () => {
  const [weak, strong] = [hashOf('sha256', 'a'), hashOf('sha512', 'a')]
  const content = Buffer.from('a')
  expect(fitsIntegrity(`${weak} ${strong}`, content)).toBe(true)
  expect(fitsIntegrity(`${weak} ${hashOf('sha512', 'b')}`, content)).toBe(false)
  expect(fitsIntegrity(`${strong} ${hashOf('sha512', 'b')}`, content)).toBe(true)
  expect(fitsIntegrity('md5-x', content)).toBe(true)
})
