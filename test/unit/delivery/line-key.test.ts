// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  linePrefix,
  readAdopted,
  readLineKey,
  writeAdopted,
  writeLineKey,
} from '../../../src/delivery/line-key.ts'

const time = fc.nat({ max: 8_640_000_000_000_000 })
const key = fc.record({ touched: time, born: time, collector: fc.webUrl({ withQueryParameters: true }) })
const id = fc.stringMatching(/^[\w-]{1,21}$/)

describe("a line's key", () => {
  it('begins with what all of them begin with, and no id of the platform does', () => {
    expect(writeLineKey({ touched: 1, born: 1, collector: 'https://collect.example/' }, 'a')).toSatisfy(
      (text: string) => text.startsWith(linePrefix),
    )
    for (const other of ['_tog.rv-userID', '_tog.rv-sessionID', '_tog.rv-sessionSeen'])
      expect(other.startsWith(linePrefix)).toBe(false)
  })

  it('is read as it was written', () => {
    fc.assert(
      fc.property(key, id, (parts, name) => {
        expect(readLineKey(writeLineKey(parts, name))).toEqual(parts)
      }),
    )
  })

  it('is another one for each id', () => {
    fc.assert(
      fc.property(key, id, id, (parts, one, other) => {
        expect(writeLineKey(parts, one) === writeLineKey(parts, other)).toBe(one === other)
      }),
    )
  })
})

describe("an adopted line's mark", () => {
  it('says when it was adopted', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8_640_000_000_000_000 }), (now) => {
        expect(readAdopted(writeAdopted(now))).toBe(now)
      }),
    )
  })

  it.each([null, undefined, '', '?u=1&k=k1\nc=embed&n=1'])('is not %o', (stored) => {
    expect(readAdopted(stored)).toBeUndefined()
  })
})
