import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeRivet } from '../../../src/protocols/rivet/check.ts'
import { rivetParameters } from '../../../src/protocols/rivet/parameters.ts'

const least = { date: 1795000000, category: 'embed', action: 'view', organization: 1, source: 1 }

describe('a query that is accepted', () => {
  it.each<[name: string, query: string, event: object]>([
    ['with the least there is', 'd=1795000000&c=embed&a=view', least],
    [
      'with all there is',
      'd=1795000000&c=embed&a=view&l1=embedId&v1=e-42&l2=place&v2=top&u=V1&i=S1&o=7&r=3&t=120&x=(cartTotal:9.5)' +
        '&rr=https%3A%2F%2Fshop.example%2F%3Fa%3D1&q=(t:(type:day))&k=f3Ka9x&n=17',
      {
        date: 1795000000,
        category: 'embed',
        action: 'view',
        labels: { embedId: 'e-42', place: 'top' },
        visitor: 'V1',
        session: 'S1',
        organization: 7,
        source: 3,
        duration: 120,
        conversion: '(cartTotal:9.5)',
        page: 'https://shop.example/?a=1',
        qualifiers: '(t:(type:day))',
        sender: 'f3Ka9x',
        sequence: 17,
      },
    ],
    ['with a plus for a space', 'd=1795000000&c=a+b&a=c%2Bd', { ...least, category: 'a b', action: 'c+d' }],
    ['with unknown parameters', 'd=1795000000&c=embed&a=view&z=1&_=2&%ZZ=3&=4&y', least],
    ['with an encoded name', '%64=1795000000&c=embed&a=view', least],
    ['with an equals sign in a value', 'd=1795000000&c=embed&a=a=b', { ...least, action: 'a=b' }],
    ['with empty pieces', '&&d=1795000000&&c=embed&a=view&', least],
    [
      'with an empty label value',
      'd=1795000000&c=embed&a=view&l1=note&v1=',
      { ...least, labels: { note: '' } },
    ],
    ['with the epoch itself', 'd=0&c=embed&a=view', { ...least, date: 0 }],
    [
      'with text beyond ASCII',
      'd=1795000000&c=%F0%9F%9B%8D%EF%B8%8F&a=%D8%B9%D8%B1%D8%B6&u=%EF%BF%BD',
      { ...least, category: '🛍️', action: 'عرض', visitor: '\ufffd' },
    ],
    [
      'with a raw character beyond ASCII',
      'd=1795000000&c=embed&a=vue d’œil',
      { ...least, action: 'vue d’œil' },
    ],
  ])('%s', (_name, query, event) => {
    expect(decodeRivet(query)).toStrictEqual(event)
  })

  it('keeps a label that is called __proto__ as data', () => {
    const event = decodeRivet('d=1&c=a&a=b&l1=__proto__&v1=x&l2=constructor&v2=y')
    expect(JSON.parse(JSON.stringify(event)).labels).toStrictEqual(
      JSON.parse('{"__proto__":"x","constructor":"y"}'),
    )
    expect(({} as Record<string, unknown>).x).toBeUndefined()
  })
})

describe('a query that is rejected', () => {
  const from = 'd=1795000000&c=embed&a=view'
  it.each<[query: string, parameter: string, error: string]>([
    ['', 'd', 'd is required'],
    ['d=1795000000', 'c', 'c is required'],
    ['d=1795000000&c=embed', 'a', 'a is required'],
    ['d=1795000000&c=&a=view', 'c', 'c must not be empty'],
    ['d=1795000000&c=embed&a', 'a', 'a must not be empty'],
    ['d=&c=embed&a=view', 'd', 'd must be whole seconds since the epoch'],
    ['d=1.5&c=embed&a=view', 'd', 'd must be whole seconds since the epoch'],
    ['d=-1&c=embed&a=view', 'd', 'd must be whole seconds since the epoch'],
    ['d=%201&c=embed&a=view', 'd', 'd must be whole seconds since the epoch'],
    ['d=0x10&c=embed&a=view', 'd', 'd must be whole seconds since the epoch'],
    [
      'd=1795000000123&c=embed&a=view',
      'd',
      'd must be whole seconds since the epoch; this looks like milliseconds',
    ],
    [`${from}&l1=embedId`, 'v1', 'v1 is required when l1 is present'],
    [`${from}&v1=e-42`, 'l1', 'l1 is required when v1 is present'],
    [`${from}&l1=x&v1=y&l2=z`, 'v2', 'v2 is required when l2 is present'],
    [`${from}&l1=x&v1=y&v2=z`, 'l2', 'l2 is required when v2 is present'],
    [`${from}&l2=x&v2=y`, 'l1', 'l1 is required when l2 is present'],
    [`${from}&l1=x&v1=y&l2=x&v2=z`, 'l2', 'l2 must differ from l1'],
    [`${from}&o=one`, 'o', 'o must be a whole number'],
    [`${from}&r=9007199254740992`, 'r', 'r must be a whole number'],
    [`${from}&t=1.5`, 't', 't must be whole milliseconds'],
    [`${from}&t=`, 't', 't must be whole milliseconds'],
    [`${from}&k=f3K`, 'n', 'n is required when k is present'],
    [`${from}&n=1`, 'k', 'k is required when n is present'],
    [`${from}&k=&n=1`, 'k', 'k must not be empty'],
    [`${from}&k=f3K&n=0`, 'n', 'n must be a whole number from 1'],
    [`${from}&c=embed`, 'c', 'c is given twice'],
    [`${from}&u=%ZZ`, 'u', 'u is not percent-encoded UTF-8'],
    [`${from}&rr=%E9t%E9`, 'rr', 'rr is not percent-encoded UTF-8'],
    [`${from}&u=\ufffd`, 'u', 'u is not percent-encoded UTF-8'],
  ])('%s', (query, parameter, error) => {
    expect(decodeRivet(query)).toStrictEqual({ parameter, error })
  })
})

describe('any query', () => {
  const letter = fc.constantFrom(...rivetParameters.map((parameter) => parameter.letter), '__proto__', '')
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.nat().map(String),
    fc.string().map(encodeURIComponent),
  )
  const query = fc
    .array(fc.tuple(letter, value))
    .map((pairs) => pairs.map(([name, text]) => `${name}=${text}`).join('&'))

  it('is decoded or named, never thrown at', () => {
    fc.assert(
      fc.property(fc.oneof(query, fc.string({ unit: 'binary' })), (text) => {
        const result = decodeRivet(text)
        if ('error' in result) {
          expect(rivetParameters.map((parameter) => parameter.letter)).toContain(result.parameter)
          expect(result.error).toContain(result.parameter)
        } else {
          expect(result.category).not.toBe('')
          expect(Number.isSafeInteger(result.date)).toBe(true)
        }
      }),
      { numRuns: 5000 },
    )
  })

  it('gives back every text that was form-encoded', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 })
    fc.assert(
      fc.property(text, text, text, text, (category, action, visitor, label) => {
        const form = new URLSearchParams({
          d: '1795000000',
          c: category,
          a: action,
          u: visitor,
          l1: label,
          v1: visitor,
        })
        expect(decodeRivet(form.toString())).toStrictEqual({
          ...least,
          category,
          action,
          visitor,
          labels: { [label]: visitor },
        })
      }),
    )
  })
})
