import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Batch, decodeBatch, decodeSingle } from '../../src/protocols/rivet/batch.ts'

/** Ledgers as senders write them and how they are to be read, shared with the SDK's own tests. */
const fixtures = JSON.parse(
  readFileSync(new URL('../../../test/fixtures/wires/rivet.json', import.meta.url), 'utf8'),
) as {
  readonly ledgers: readonly {
    readonly name: string
    readonly sender: string
    readonly ledger: Readonly<Record<string, number>>
    readonly line: string
  }[]
  readonly brokenLedgers: readonly { readonly name: string; readonly line: string }[]
}

const limits = { line: 1000, events: 20, expanded: 20_000 }
const event = 'd=1&c=embed&a=view'

const decode = (text: string, address = '') => decodeBatch(text, address, limits) as Batch

describe('a ledger', () => {
  it.each(fixtures.ledgers)('is read: $name', ({ sender, ledger, line }) => {
    const { events, reports, rejected } = decode(`${line}\n?k=other\n${event}&n=1`)
    expect(rejected).toEqual([])
    expect(reports).toStrictEqual([{ sender, ledger }])
    expect(events).toMatchObject([{ sender: 'other', sequence: 1 }])
  })

  it.each(fixtures.brokenLedgers)('is rejected and costs no event: $name', ({ line }) => {
    const { events, reports, rejected } = decode(`${event}&k=a&n=1\n${line}\n${event}&n=2\n${event}&n=3`)
    expect(events.map(({ sequence }) => sequence)).toEqual([1, 2, 3])
    expect(reports).toEqual([])
    expect(rejected).toEqual([{ line: 2, parameter: 'h', error: expect.stringMatching(/^h (must|has) /) }])
  })

  it('is not part of the events below it', () => {
    const { events, reports } = decode(`?k=a&h=recorded.2\n${event}&n=1\n${event}&n=2`)
    expect(reports).toEqual([{ sender: 'a', ledger: { recorded: 2 } }])
    expect(events.map((each) => [each.sender, each.sequence, 'ledger' in each])).toEqual([
      ['a', 1, false],
      ['a', 2, false],
    ])
  })

  it('may stand beside an event, in its line, below a shared one, and in the address', () => {
    expect(decodeSingle(`${event}&k=a&n=1&h=recorded.1`)).toMatchObject({
      events: [{ sequence: 1 }],
      reports: [{ sender: 'a', ledger: { recorded: 1 } }],
      rejected: [],
    })
    const { events, reports, rejected } = decode(
      `?u=V1\n${event}&n=1&h=recorded.8\n?h=recorded.9\n${event}&n=2`,
      'k=a&h=recorded.7',
    )
    expect(rejected).toEqual([])
    expect(events.map(({ sequence }) => sequence)).toEqual([1, 2])
    expect(reports.map(({ ledger }) => ledger.recorded)).toEqual([7, 8, 9])
  })

  it('keeps its event where it is broken in the event’s own line', () => {
    expect(decodeSingle(`${event}&k=a&n=1&h=%ZZ`)).toMatchObject({
      events: [{ sequence: 1 }],
      reports: [],
      questions: [],
      rejected: [{ line: 1, parameter: 'h' }],
    })
  })

  it('is of nobody without a sender', () => {
    for (const line of ['?h=recorded.1', '?k=&h=recorded.1']) {
      const { events, reports, rejected } = decode(`${line}\n?\n${event}`)
      expect([events.length, reports]).toEqual([1, []])
      expect(rejected).toMatchObject([{ line: 1, parameter: 'k' }])
    }
  })

  it('may be empty, and says nothing then', () => {
    const { events, reports, rejected } = decode(`?k=a&h=\n?k=a\n${event}&n=1`)
    expect([events.length, reports, rejected]).toEqual([1, [], []])
  })

  it('alone is no batch', () => {
    const { events, rejected } = decode('?k=a&h=recorded.1')
    expect(events).toEqual([])
    expect(rejected).toEqual([{ line: 1, error: 'the batch holds no event' }])
  })

  it('counts as a line: a batch has no more ledgers than it may have events', () => {
    const lines = (count: number) => `${'?k=a&h=recorded.1\n'.repeat(count)}${event}&n=1`
    expect(decode(lines(19)).reports).toHaveLength(19)
    expect(decodeBatch(lines(20), '', limits)).toBe('too large')
    expect(decodeBatch('?k=a&h=x\n'.repeat(21), '', limits)).toBe('too large')
  })
})
