import { describe, expect, it } from 'vitest'
import { gapsIn } from '../../src/store/gaps.ts'

const limits = { sequences: 1000, ranges: 1000 }

describe('the gaps in a sender’s sequences', () => {
  it.each<[stored: number[], expected: number, ranges: [number, number][]]>([
    [[], 0, []],
    [[3, 2, 1], 3, []],
    [[], 3, [[1, 3]]],
    [
      [5, 3],
      5,
      [
        [1, 2],
        [4, 4],
      ],
    ],
    [[2, 1], 4, [[3, 4]]],
    [
      [9, 8, 4, 1],
      10,
      [
        [2, 3],
        [5, 7],
        [10, 10],
      ],
    ],
  ])('of %j, of %i, are %j', (stored, expected, ranges) => {
    expect(gapsIn(stored, expected, limits)).toEqual({ ranges, from: 1 })
  })

  it('are looked for from the end, and it is said how far', () => {
    const odd = [9, 7, 5, 3, 1]
    expect(gapsIn(odd, 10, { sequences: 3, ranges: 10 })).toEqual({
      ranges: [
        [6, 6],
        [8, 8],
        [10, 10],
      ],
      from: 5,
    })
    expect(gapsIn(odd, 10, { sequences: 10, ranges: 2 })).toEqual({
      ranges: [
        [8, 8],
        [10, 10],
      ],
      from: 7,
    })
    expect(gapsIn(odd, 10, { sequences: 5, ranges: 5 })).toEqual({
      ranges: [
        [2, 2],
        [4, 4],
        [6, 6],
        [8, 8],
        [10, 10],
      ],
      from: 1,
    })
  })

  it('cost no more than was allowed', () => {
    let taken = 0
    function* without() {
      for (let at = 1_000_000; at > 0; at -= 1) {
        taken += 1
        yield at
      }
    }
    gapsIn(without(), 1_000_000, { sequences: 100, ranges: 10 })
    expect(taken).toBe(101)
  })
})
