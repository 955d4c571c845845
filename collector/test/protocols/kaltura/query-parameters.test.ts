import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  mergeParameters,
  type Parameters,
  parseJson,
  parseQuery,
} from '../../../src/protocols/kaltura/query-parameters.ts'

const entries = (parameters: object) => [...(parameters as Parameters)]

describe('a query', () => {
  it.each<[what: string, query: string, parameters: [string, string[]][]]>([
    [
      'plain',
      'a=1&b=2',
      [
        ['a', ['1']],
        ['b', ['2']],
      ],
    ],
    [
      'with a repeated name',
      'a=1&b=&a=2&a=1',
      [
        ['a', ['1', '2', '1']],
        ['b', ['']],
      ],
    ],
    ['that is encoded twice, decoded once', 'a=x%253Ay', [['a', ['x%3Ay']]]],
    ['with a plus', 'a=b+c%2B', [['a', ['b c+']]]],
    [
      'that is no UTF-8',
      'a=caf%E9+x&%ZZ=%',
      [
        ['a', ['caf%E9+x']],
        ['%ZZ', ['%']],
      ],
    ],
    [
      'without a value, a name, or anything',
      'a&=b&&',
      [
        ['a', ['']],
        ['', ['b']],
      ],
    ],
    ['with equals signs in a value', 'a=b==', [['a', ['b==']]]],
    [
      'with names that objects have',
      '__proto__=1&toString=2',
      [
        ['__proto__', ['1']],
        ['toString', ['2']],
      ],
    ],
    ['that is empty', '', []],
  ])('is read: %s', (_what, query, parameters) => {
    expect(entries(parseQuery(query))).toEqual(parameters)
  })

  it('gives back every text that was form-encoded, in its order', () => {
    const text = fc.string({ unit: 'grapheme' })
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text)), (pairs) => {
        const read = entries(parseQuery(new URLSearchParams(pairs).toString()))
        const names = [...new Set(pairs.map(([name]) => name))]
        expect(read).toEqual(
          names.map((name) => [name, pairs.filter(([other]) => other === name).map(([, value]) => value)]),
        )
      }),
    )
  })

  it('is read whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (query) => {
        const pieces = query.split('&').filter((piece) => piece !== '')
        expect([...parseQuery(query).values()].flat()).toHaveLength(pieces.length)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('JSON', () => {
  it('is read as if it had come as a query', () => {
    const json = '{"a":"x","b":1.5,"c":true,"d":null,"e":[1,"2"],"f":{"g":[1]},"__proto__":"h","e2":[]}'
    expect(entries(parseJson(json))).toEqual([
      ['a', ['x']],
      ['b', ['1.5']],
      ['c', ['true']],
      ['d', ['']],
      ['e', ['1', '2']],
      ['f', ['{"g":[1]}']],
      ['__proto__', ['h']],
    ])
  })

  it.each(['', '[]', 'null', '1', '"a"', '{"a":', `{"a":${'['.repeat(60_000)}${']'.repeat(60_000)}}`])(
    'that is no object is refused (%#)',
    (json) => {
      expect(parseJson(json)).toEqual({ error: expect.stringContaining('JSON object') })
    },
  )
})

describe('what is said in two places', () => {
  const merge = (far: string, near: string, most = 100) =>
    mergeParameters(parseQuery(far), parseQuery(near), most)

  it('is said once where it is alike, and kept where it differs, the nearer first', () => {
    expect(entries(merge('a=1&b=2&c=3', 'b=2&c=4&d=5'))).toEqual([
      ['a', ['1']],
      ['b', ['2']],
      ['c', ['4', '3']],
      ['d', ['5']],
    ])
  })

  it('may not be more than an event may have', () => {
    expect(merge('a=1&a=2', 'b=1', 2)).toEqual({ error: 'the event has more than 2 parameters' })
    expect(entries(merge('a=1&a=2', '', 2))).toEqual([['a', ['1', '2']]])
  })
})
