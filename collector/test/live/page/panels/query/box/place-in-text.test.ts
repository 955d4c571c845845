import fc from 'fast-check'
import { expect, it } from 'vitest'
import { placeInText } from '../../../../../../src/live/page/panels/query/box/place-in-text.ts'

it.each([
  ['Events | take x', 14, { line: 1, column: 15, before: 'Events | take ', word: 'x', after: '' }],
  ['a\nbcd == 1\ne', 2, { line: 2, column: 1, before: '', word: 'bcd', after: ' == 1' }],
  ['a\nb', 3, { line: 2, column: 2, before: 'b', word: '', after: '' }],
  ['a\n', 2, { line: 2, column: 1, before: '', word: '', after: '' }],
  ['a\nb', 1, { line: 1, column: 2, before: 'a', word: '', after: '' }],
  ['größer eq 1', 0, { line: 1, column: 1, before: '', word: 'größer', after: ' eq 1' }],
  ['x 🐚 y', 2, { line: 1, column: 3, before: 'x ', word: '🐚', after: ' y' }],
  ['🐚', 1, { at: 0, line: 1, column: 1, before: '', word: '🐚', after: '' }],
  ['', 7, { line: 1, column: 1, before: '', word: '', after: '' }],
])('finds in %j at %i the word, the line and the column', (text, position, place) => {
  expect(placeInText(text, position)).toEqual({ at: Math.min(position, text.length), ...place })
})

it('loses nothing of the line, wherever the place is', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '1', ' ', '\n', '"', 'ß', '🐚') })
  fc.assert(
    fc.property(text, fc.nat(40), (given, position) => {
      const { line, column, before, word, after } = placeInText(given, position)
      expect(before + word + after).toBe(given.split('\n')[line - 1])
      expect(before).toHaveLength(column - 1)
    }),
  )
})
