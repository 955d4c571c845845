// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { query } from '../../../src/wires/query-string.ts'
import { text, wellFormed } from '../../support/rivet-events.ts'

describe('query', () => {
  it.each([
    ['nothing of nothing', {}, ''],
    ['parameters in their order', { b: 1, a: 2 }, 'b=1&a=2'],
    ['nothing of what is absent', { a: undefined, b: null, c: 'x' }, 'c=x'],
    ['what is false, zero or empty', { a: false, b: 0, c: '' }, 'a=false&b=0&c='],
    ['reserved signs in percent', { a: '&=+#% ?\n' }, 'a=%26%3D%2B%23%25%20%3F%0A'],
    ['pairs of surrogates whole', { a: '🧺' }, 'a=%F0%9F%A7%BA'],
    ['lone surrogates as U+FFFD', { a: '\ud83e!\uddfa' }, 'a=%EF%BF%BD!%EF%BF%BD'],
  ])('writes %s', (_, parameters, written) => {
    expect(query(parameters)).toBe(written)
  })

  it('is read by the platform as what was written', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(new URLSearchParams(query({ value })).get('value')).toBe(wellFormed(value))
      }),
    )
  })
})
