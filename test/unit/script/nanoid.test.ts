import { nanoid as theirs } from 'nanoid'
import { expect, it } from 'vitest'
import { nanoid } from '../../../src/script/nanoid.ts'

it('gives ids as nanoid does: so many characters of its alphabet, each time others', () => {
  for (const length of [1, 9, 21, 22]) {
    expect(nanoid(length)).toMatch(new RegExp(`^[\\w-]{${length}}$`))
    expect(theirs(length)).toHaveLength(length)
  }
  expect(new Set(Array.from({ length: 10_000 }, () => nanoid(21))).size).toBe(10_000)
})

it('has every character at every place as often as others, but for the two that are one', () => {
  const ids = Array.from({ length: 20_000 }, () => nanoid(9))
  for (let place = 0; place < 9; place += 1) {
    const counts = new Map<string, number>()
    for (const id of ids) counts.set(id[place]!, (counts.get(id[place]!) ?? 0) + 1)
    const { _: twice, ...others } = Object.fromEntries(counts)
    expect(Object.keys(others)).toHaveLength(62)
    // 312 are expected of each, twice as many of one: five standard deviations are 88 and 124.
    expect(Math.min(...Object.values(others))).toBeGreaterThan(220)
    expect(Math.max(...Object.values(others))).toBeLessThan(410)
    expect(Math.abs(twice! - 625)).toBeLessThan(140)
  }
})
