import fc from 'fast-check'
import { expect, it } from 'vitest'
import { excerpt } from '../../../src/browser/excerpt.ts'

it('is one line, no longer than it may be, and the whole text where that is short', () => {
  expect(excerpt(' Add\n  to\tbasket ', 100)).toBe('Add to basket')
  expect(excerpt('abcdef', 3)).toBe('abc')
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 50 }), (text, most) => {
      const cut = excerpt(text, most)
      expect(cut?.length ?? 0).toBeLessThanOrEqual(most)
      expect(cut ?? '').not.toMatch(/[\n\t]/)
    }),
  )
})

it.each([undefined, null, '', ' \n '])('is nothing where %o is all there is', (text) => {
  expect(excerpt(text, 10)).toBeUndefined()
})
