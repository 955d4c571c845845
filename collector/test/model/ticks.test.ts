import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ticksIn, ticksOf, ticksRange, writeTicks, writeTimespan } from '../../src/model/ticks.ts'

const time = fc.bigInt({ min: ticksRange.first, max: ticksRange.last })

describe('a time', () => {
  it('comes back from its text to the tick', () => {
    fc.assert(
      fc.property(time, (ticks) => {
        expect(ticksOf(writeTicks(ticks))).toBe(ticks)
      }),
    )
  })

  it('sorts as its text', () => {
    fc.assert(
      fc.property(time, time, (one, other) => {
        expect(writeTicks(one) < writeTicks(other)).toBe(one < other)
      }),
    )
  })

  it.each([
    ['1970-01-01', 0n],
    ['1970-01-01T00:00Z', 0n],
    ['1970-01-01 00:00:01', ticksIn.second],
    ['1970-01-01T00:00:00.1', ticksIn.second / 10n],
    ['1969-12-31T23:59:59.9999999Z', -1n],
    ['1970-01-01T01:30:00+01:30', 0n],
    ['1969-12-31T19:00:00-0500', 0n],
    ['2017-09-15T07:16:34.7957819Z', 15_054_597_947_957_819n],
    ['0001-01-01', ticksRange.first],
    ['9999-12-31T23:59:59.9999999Z', ticksRange.last],
  ])('is read from %s', (text, ticks) => {
    expect(ticksOf(text)).toBe(ticks)
  })

  it.each([
    '',
    'now',
    '2019',
    '2019-02-30',
    '2019-13-01',
    '2019-01-01T24:00:00',
    '2019-01-01T10',
    '2019-01-01T10:00:60',
    '2019-01-01T10:00:00.12345678',
    '2019-01-01T10:00:00+24:00',
    '0000-12-31',
    '0001-01-01T00:00:00+01:00',
    '9999-12-31T23:59:59-01:00',
    ' 2019-01-01',
    '2019-01-01\n',
  ])('is not read from %j', (text) => {
    expect(ticksOf(text)).toBeUndefined()
  })
})

it.each([
  [0n, '00:00:00'],
  [
    ticksIn.day + 2n * ticksIn.hour + 3n * ticksIn.minute + 4n * ticksIn.second + 5_000_000n,
    '1.02:03:04.5000000',
  ],
  [-1n, '-00:00:00.0000001'],
  [-ticksIn.day, '-1.00:00:00'],
])('a span of %s ticks is written %s', (span, text) => {
  expect(writeTimespan(span)).toBe(text)
})
