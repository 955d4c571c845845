// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { profileStore } from '../../../../src/wires/profile-store/profile-store.ts'
import { moment } from '../../../support/moment.ts'
import { packAll } from '../../../support/pack-all.ts'
import { fixture } from '../../../support/profile-store-fixture.ts'

const collector = 'https://collect.example/api/v1.0/TrackBulk'

/** A line so long. */
const lineOf = (length: number): string => JSON.stringify('x'.repeat(length - 2))

describe('a request', () => {
  const { pack } = profileStore()

  it.each(fixture.packs)('holds $name', ({ lines, bodies }) => {
    expect(packAll(lines, (left) => pack(left, collector))).toEqual(
      bodies.map((body) => ({ url: collector, body, lines: JSON.parse(body).length })),
    )
  })

  it.each([
    ['lines up to 60,000 characters, commas and brackets included', [30_000, 29_000, 996], 3],
    ['no line that goes beyond', [30_000, 29_000, 997], 2],
    ['no later line in the place of one that does not fit', [30_000, 40_000, 10], 1],
    ['a line alone that is too long for any request', [100_000, 10, 10], 1],
    ['no such line where others come first', [10, 10, 100_000], 2],
    ['a hundred events', Array(100).fill(10), 100],
    ['no more than a hundred', Array(250).fill(10), 100],
    ['nothing where there is nothing', [], 0],
  ])('holds %s', (_, lengths, taken) => {
    const lines = lengths.map(lineOf)
    expect(pack(lines, collector)).toEqual({
      url: collector,
      body: `[${lines.slice(0, taken).join(',')}]`,
      lines: taken,
    })
  })

  it('says nothing of how its sender has fared: the Tracking API has no place for that', () => {
    const ledger = { sender: 'k1', counts: { recorded: 12 } }
    expect(pack(['{}'], collector, ledger)).toEqual({ url: collector, body: '[{}]', lines: 1 })
  })
})

describe('the time of an event', () => {
  const timesOf = (clock: readonly number[]): string[] => {
    const { encode } = profileStore()
    return clock.map(
      (now) => JSON.parse(encode({ eventType: 'a', value: 'b' }, { ...moment, now })).eventTime,
    )
  }

  it('is that of the clock, and 100 ns later where the clock stands still', () => {
    expect(timesOf([1_795_000_000_123, 1_795_000_000_123, 1_795_000_000_124])).toEqual([
      '2026-11-18T11:06:40.1230000Z',
      '2026-11-18T11:06:40.1230001Z',
      '2026-11-18T11:06:40.1240000Z',
    ])
  })

  it('goes on where the clock is set back', () => {
    expect(timesOf([1_795_000_000_123, 1_794_990_000_000, 1_795_000_000_124])).toEqual([
      '2026-11-18T11:06:40.1230000Z',
      '2026-11-18T11:06:40.1230001Z',
      '2026-11-18T11:06:40.1240000Z',
    ])
  })

  it('goes on into the next ms after 10,000 events in one', () => {
    const times = timesOf(Array(10_002).fill(1_795_000_000_999))
    expect(times.slice(-3)).toEqual([
      '2026-11-18T11:06:40.9999999Z',
      '2026-11-18T11:06:41.0000000Z',
      '2026-11-18T11:06:41.0000001Z',
    ])
  })

  it('rises with each event, whatever the clock does, and is that of the clock where it can be', () => {
    const clock = fc.array(
      fc.oneof(
        fc.integer({ min: 1_795_000_000_000, max: 1_795_000_000_003 }),
        fc.nat(4_000_000_000_000),
        fc.double({ min: 0, max: 4_000_000_000_000, noNaN: true }),
      ),
      { minLength: 1, maxLength: 200 },
    )
    fc.assert(
      fc.property(clock, (times) => {
        const said = timesOf(times)
        expect(said).toEqual([...new Set(said)].sort())
        expect(said[0]!.slice(0, 23)).toBe(new Date(times[0]!).toISOString().slice(0, 23))
      }),
    )
  })
})
