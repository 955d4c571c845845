// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  isLeft,
  linePrefix,
  readAdopted,
  readChunk,
  readChunkKey,
  writeAdopted,
  writeChunk,
  writeChunkKey,
} from '../../../src/delivery/chunk.ts'
import { confirming, sending, unconfirmed, waiting } from '../../../src/delivery/line-state.ts'

const time = fc.nat({ max: 8_640_000_000_000_000 })
const key = fc.record({ touched: time, born: time, collector: fc.webUrl({ withQueryParameters: true }) })
const id = fc.stringMatching(/^[\w-]{1,21}$/)

describe("a chunk's key", () => {
  it('begins with what all of them begin with, and no id of the platform does', () => {
    expect(writeChunkKey({ touched: 1, born: 1, collector: 'https://collect.example/' }, 'a')).toSatisfy(
      (text: string) => text.startsWith(linePrefix),
    )
    for (const other of ['_tog.rv-userID', '_tog.rv-sessionID', '_tog.rv-sessionSeen'])
      expect(other.startsWith(linePrefix)).toBe(false)
  })

  it('is none that earlier versions look for: they know one line a key', () => {
    expect(writeChunkKey({ touched: 1, born: 1, collector: 'x' }, 'a').startsWith('_tog.rv-outbox ')).toBe(
      false,
    )
  })

  it('is read as it was written', () => {
    fc.assert(
      fc.property(key, id, (parts, name) => {
        expect(readChunkKey(writeChunkKey(parts, name))).toEqual(parts)
      }),
    )
  })

  it('is another one for each id', () => {
    fc.assert(
      fc.property(key, id, id, (parts, one, other) => {
        expect(writeChunkKey(parts, one) === writeChunkKey(parts, other)).toBe(one === other)
      }),
    )
  })
})

describe("a chunk's text", () => {
  const ascii = fc.stringMatching(/^[\w=&%.{}":,-]{1,30}$/)
  // One tracker's wire has a shared part in each line, or in none.
  const lines = fc.boolean().chain((isShared) =>
    fc.array(
      fc.record({
        shared: isShared ? fc.constantFrom('?u=1\n', '?u=2&k=3\n') : fc.constant(''),
        own: ascii,
        state: fc.constantFrom(waiting, sending, unconfirmed, confirming),
      }),
      { maxLength: 20 },
    ),
  )

  it('is read as it was written, what was in hand as what was not', () => {
    fc.assert(
      fc.property(lines, fc.boolean(), (written, left) => {
        const given = written.map(({ shared, own, state }) => [shared + own, state] as const)
        const text = writeChunk(given, left)
        expect(readChunk(text)).toEqual(
          given.map(([line, state]) => [line, state & unconfirmed ? unconfirmed : waiting]),
        )
        expect(isLeft(text)).toBe(left)
        expect(readAdopted(text)).toBeUndefined()
      }),
    )
  })

  it('says once what neighbours share', () => {
    const text = writeChunk([
      ['?u=1&rr=long\na', waiting],
      ['?u=1&rr=long\nb', unconfirmed],
      ['?u=2\nc', waiting],
    ])
    expect(text).toBe('?u=1&rr=long\na\n\tb\n?u=2\nc\n')
  })

  it('may be what earlier versions wrote: one line, and nothing else', () => {
    expect(readChunk('?u=1&k=k1\nd=1&n=1')).toEqual([['?u=1&k=k1\nd=1&n=1', waiting]])
    expect(readChunk('{"trackId":"k1.1"}')).toEqual([['{"trackId":"k1.1"}', waiting]])
    expect(isLeft('?u=1&k=k1\nd=1&n=1')).toBe(false)
  })
})

describe("an adopted chunk's mark", () => {
  it('says when it was adopted, and has no lines', () => {
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
