import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digestOf } from '../../../src/model/kaltura-digest.ts'
import { ownKeyOf } from '../../../src/protocols/kaltura/key.ts'
import { parseQuery } from '../../../src/protocols/kaltura/query-parameters.ts'
import { kalturaToStored } from '../../../src/protocols/kaltura/to-event.ts'

const payloadOf = (query: string) => kalturaToStored(parseQuery(query), 1795000001000).payload
const digest = (query: string) => digestOf(payloadOf(query))

const counted = 'sessionId=S&eventIndex=1'

describe('the digest', () => {
  it('is of all that an event says, in whatever order and encoding it says it', () => {
    const one = digest(`${counted}&position=1.5&tag=a&tag=b`)
    expect(one).toMatch(/^[\w-]{22}$/)
    expect(digest('tag=a&eventIndex=1&position=1%2E5&tag=b&sessionId=S')).toBe(one)
    for (const other of ['position=1.5&tag=b&tag=a', 'position=1.50&tag=a&tag=b', 'position=1.5&tag=a']) {
      expect(digest(`${counted}&${other}`)).not.toBe(one)
    }
  })

  it.each([
    '',
    'sessionId=S',
    'eventIndex=1',
    'sessionId=&eventIndex=1',
    'sessionId=S&eventIndex=',
    'eventType=10002',
  ])('is none of what its sender does not count: %j', (query) => expect(digest(query)).toBeUndefined())

  it('differs where events differ, and is the same where they are', () => {
    const text = fc.oneof(fc.constantFrom('', 'a', '1', '","', '__proto__'), fc.string())
    const pairs = fc.array(fc.tuple(text, text), { maxLength: 4 })
    const query = (of: readonly [string, string][]) => `${counted}&${new URLSearchParams([...of])}`
    fc.assert(
      fc.property(pairs, pairs, (one, other) => {
        const sorted = (of: [string, string][]) => JSON.stringify(Object.entries(payloadOf(query(of))).sort())
        expect(digest(query(one)) === digest(query(other))).toBe(sorted(one) === sorted(other))
      }),
    )
  })
})

describe('the key of the SDK', () => {
  it.each([
    ['rv-k=f3Ka9x&rv-n=17', { sender: 'f3Ka9x', sequence: 17 }],
    ['rv-k=f3Ka9x', undefined],
    ['rv-n=17', undefined],
    ['rv-k=&rv-n=17', undefined],
    ['rv-k=a&rv-n=0', undefined],
    ['rv-k=a&rv-n=1.5', undefined],
    ['rv-k=a&rv-n=1&rv-n=2', undefined],
    ['rv-k=a&rv-k=b&rv-n=1', undefined],
    ['rv-k=a%20b&rv-n=1', undefined],
    [`rv-k=${'a'.repeat(65)}&rv-n=1`, undefined],
    ['rv-k=a&rv-n=1000000000', undefined],
  ])('%s', (query, key) => {
    expect(ownKeyOf(parseQuery(query))).toEqual(key)
  })

  it('is no parameter of the event, which then needs no digest', () => {
    const parameters = parseQuery(`${counted}&rv-k=f3Ka9x&rv-n=17`)
    const { sender, sequence, digest: none, payload } = kalturaToStored(parameters, 1, ownKeyOf(parameters))
    expect([sender, sequence, none]).toEqual(['f3Ka9x', 17, undefined])
    expect(payload).toEqual({ sessionId: 'S', eventIndex: '1' })
  })
})
