// @vitest-environment node
import fc from 'fast-check'
import { RISON } from 'rison2'
import { describe, expect, it } from 'vitest'
import { type RisonValue, rison } from '../../../../src/wires/rivet/rison.ts'
import { json } from '../../../support/json.ts'

describe('rison', () => {
  it.each([
    [
      { t: { city: ['Austin', 'London'], type: 'day' }, g: { lat: 40.833333333, lon: 14.25, r: '5 km' } },
      "(t:(city:!(Austin,London),type:day),g:(lat:40.833333333,lon:14.25,r:'5 km'))",
    ],
    [
      { s: ['4992d848-d0f0-11e5-9577-22000afe5763', '7bafdc00-bba0-11e5-9356-22000ae60646'] },
      "(s:!('4992d848-d0f0-11e5-9577-22000afe5763','7bafdc00-bba0-11e5-9356-22000ae60646'))",
    ],
    [{ t: { cost: 'twodollar' } }, '(t:(cost:twodollar))'],
    [
      { g: { lat: 40.833333333, lon: 14.25, r: '5 mi' }, t: { season: 'summer' } },
      "(g:(lat:40.833333333,lon:14.25,r:'5 mi'),t:(season:summer))",
    ],
  ])('writes the documented example %#', (value, written) => {
    expect(rison(value)).toBe(written)
  })

  it.each<[RisonValue, string]>([
    [null, '!n'],
    [true, '!t'],
    [false, '!f'],
    [0, '0'],
    [-1.5, '-1.5'],
    [1e21, '1e21'],
    [1e-7, '1e-7'],
    [Number.NaN, '!n'],
    [Number.POSITIVE_INFINITY, '!n'],
    ['', "''"],
    ['a', 'a'],
    ['1a', "'1a'"],
    ['-', "'-'"],
    ['a-1', 'a-1'],
    ["it's!", "'it!'s!!'"],
    [[], '!()'],
    [{}, '()'],
    [{ a: undefined, b: 1 }, '(b:1)'],
    [{ 'a b': [[]] }, "('a b':!(!()))"],
    [JSON.parse('{"__proto__":1}'), '(__proto__:1)'],
  ])('writes %j as %s', (value, written) => {
    expect(rison(value)).toBe(written)
  })

  it('is read by the rison2 library as the value it was, whatever JSON can say', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(RISON.parse(rison(value as RisonValue))).toEqual(value)
      }),
      { numRuns: 500 },
    )
  }, 300_000)
})
