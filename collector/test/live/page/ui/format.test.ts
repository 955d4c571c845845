// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import {
  clock,
  dateAndTime,
  figure,
  percent,
  range,
  shortAddress,
  shorten,
} from '../../../../src/live/page/ui/format.ts'

// Signs between the digits are those of the reader's language.
const early = new Date(2026, 10, 21, 0, 5, 7).getTime()
const late = new Date(2026, 10, 21, 23, 59, 0).getTime()

describe('clock', () => {
  it('tells the local time with two digits each, from 00 to 23', () => {
    expect(clock(early)).toMatch(/^00\D05\D07$/)
    expect(clock(late)).toMatch(/^23\D59\D00$/)
  })
})

describe('dateAndTime', () => {
  it('tells day, year and time', () => {
    for (const part of [/\b2026\b/, /\b21\b/, /23\D59\D00/]) expect(dateAndTime(late)).toMatch(part)
  })

  it('leaves a date that no calendar holds as the number it is', () => {
    for (const tell of [clock, dateAndTime]) {
      expect(tell(8.64e15 + 1)).toBe('8640000000000001')
      expect(tell(Number.NaN)).toBe('NaN')
    }
    expect(dateAndTime(99_999_999_999_000)).toMatch(/\b5138\b/)
  })
})

describe('figure', () => {
  it.each([
    [0, /^0$/],
    [0.25, /^0\D3$/],
    [9.44, /^9\D4$/],
    [9.96, /^10$/],
    [10.4, /^10$/],
    [999, /^999$/],
    [1234567, /^1\D234\D567$/],
  ])('writes %d as %s', (value, written) => expect(figure(value)).toMatch(written))
})

describe('shorten', () => {
  it('cuts what is longer, and only that', () => {
    expect(shorten('abcde', 5)).toBe('abcde')
    expect(shorten('abcdef', 5)).toBe('abcde…')
  })
})

describe('shortAddress', () => {
  it.each([
    ['https://shop.example/lamps?colour=red#top', 'shop.example/lamps?colour=red'],
    ['http://shop.example:8080', 'shop.example:8080/'],
    [`${location.origin}/demo?page=2`, '/demo?page=2'],
  ])('makes %s %s', (address, short) => expect(shortAddress(address)).toBe(short))

  it.each(['', 'lamps', 'https://', 'http:// nowhere', 'javascript:alert(1)', 'data:text/html,<p>'])(
    'leaves %j as it is',
    (address) => expect(shortAddress(address)).toBe(address),
  )
})

describe('percent', () => {
  it('keeps two digits that matter', () => {
    const texts = [0, 1, 0.5, 0.123, 0.0123, 0.00456].map(percent)
    expect(texts.map((text) => text.replace(/\s/g, ''))).toEqual([
      '0%',
      '100%',
      '50%',
      '12%',
      '1.2%',
      '0.46%',
    ])
  })

  it('does not round a small loss to none', () => {
    expect(percent(0.00001)).toMatch(/^< 0\D01\s?%$/)
  })
})

describe('range', () => {
  it('is one number, or the first and the last', () => {
    expect([range(7, 7), range(7, 9)]).toEqual(['7', '7 – 9'])
  })
})
