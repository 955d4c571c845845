// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Line } from '../../../src/types.ts'
import { batch } from '../../../src/wires/batch.ts'
import { rivetWire } from '../../../src/wires/rivet/rivet-wire.ts'
import { moment } from '../../support/moment.ts'
import { eventsOf } from '../../support/network.ts'
import { packAll } from '../../support/pack-all.ts'

const lineOf = (length: number, shared = '?u=1'): Line => `${shared}\n`.padEnd(length, 'x')

/** The lines of a body: each with the shared part that was said last. */
const linesOf = (body: string): Line[] => {
  let shared: string | undefined
  const lines: Line[] = []
  for (const part of body.split('\n')) {
    if (part.startsWith('?')) shared = part
    else lines.push(`${shared}\n${part}`)
  }
  return lines
}

describe('batch', () => {
  it.each([
    ['is empty for no lines', [], ''],
    ['leaves one line as it is', ['?u=1\na=1'], '?u=1\na=1'],
    ['says what neighbours share once', ['?u=1\na=1', '?u=1\na=2'], '?u=1\na=1\na=2'],
    ['says it again when it changes', ['?u=1\na=1', '?u=2\na=2'], '?u=1\na=1\n?u=2\na=2'],
    [
      'says it again when it comes back: only neighbours share',
      ['?u=1\na=1', '?u=2\na=2', '?u=1\na=3', '?u=1\na=4'],
      '?u=1\na=1\n?u=2\na=2\n?u=1\na=3\na=4',
    ],
  ])('%s', (_, lines, body) => {
    expect(batch(lines)).toEqual({ body, lines: lines.length })
  })

  it.each([
    ['takes lines up to 60,000 characters', [30_000, 29_000, 999], 3],
    ['stops before a line that goes beyond', [30_000, 29_000, 1_002], 2],
    ['takes no later line in the place of one that does not fit', [30_000, 40_000, 10], 1],
    ['takes a line alone that is too long for any batch', [100_000, 10, 10], 1],
    ['leaves such a line for later where others come first', [10, 10, 100_000], 2],
  ])('%s', (_, lengths, taken) => {
    const lines = lengths.map((length, line) => lineOf(length, `?u=${line}`))
    expect(batch(lines)).toEqual({ body: lines.slice(0, taken).join('\n'), lines: taken })
  })

  it('says first how the sender has fared, in a shared part of its own', () => {
    const ledger = { sender: 'k1', counts: { recorded: 12, delivered: 10, 'outbox-full': 1 } }
    expect(batch(['?u=1\na=1', '?u=1\na=2'], ledger)).toEqual({
      body: '?k=k1&h=recorded.12.delivered.10.outbox-full.1\n?u=1\na=1\na=2',
      lines: 2,
    })
  })

  it('leaves room for that', () => {
    const ledger = { sender: 'k'.repeat(100), counts: {} }
    const lines = [30_000, 29_950].map((length, line) => lineOf(length, `?u=${line}`))
    expect([batch(lines).lines, batch(lines, ledger).lines]).toEqual([2, 1])
  })

  it('says it so that the collector stores no event of it, and the events as without', () => {
    const ledger = { sender: 'k1', counts: { recorded: 2 } }
    const lines = ['view', 'click'].map((action) =>
      rivetWire(1).encode({ category: 'embed', action }, moment),
    )
    const [told, untold] = [batch(lines, ledger), batch(lines)]
    const url = 'https://collect.example/'
    expect(eventsOf([{ url, ...told }])).toEqual(eventsOf([{ url, ...untold }]))
    expect(told.body).not.toBe(untold.body)
  })

  it('loses and reorders nothing when what is left is packed again, in as few requests as may be', () => {
    const line = fc
      .tuple(
        fc.constantFrom('?u=1', '?u=2', '?'),
        fc.oneof(fc.nat(100), fc.nat(40_000), fc.integer({ min: 59_000, max: 100_000 })),
      )
      .map(([shared, length]) => lineOf(length, shared))
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (waiting) => {
        // Each line tells its place, so that an exchange of two is seen.
        const lines = waiting.map((text, place) => `${text}&n=${place}`)
        const batches = packAll(lines, (left) => batch(left))
        expect(batches.flatMap(({ body }) => linesOf(body))).toEqual(lines)
        let next = 0
        for (const { body, lines: taken } of batches) {
          next += taken
          if (taken > 1) expect(body.length).toBeLessThanOrEqual(65_536)
          if (lines[next]) expect(`${body}\n${lines[next]}`.length).toBeGreaterThan(60_000)
        }
      }),
    )
  })
})
