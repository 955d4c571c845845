import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { rivetWire } from '../../../../src/wires/rivet/rivet-wire.ts'
import { type Batch, decodeBatch } from '../../../src/protocols/rivet/batch.ts'

/** What the SDK writes, shared with the SDK's own tests. */
const fixtures = JSON.parse(
  readFileSync(new URL('../../../../test/fixtures/wires/rivet.json', import.meta.url), 'utf8'),
) as {
  readonly cases: readonly {
    readonly name: string
    readonly line: string
    readonly decoded: { readonly sender: string; readonly sequence: number }
  }[]
}

const limits = { line: 10_000, events: 100, expanded: 100_000 }
const decode = (text: string, address = '') => decodeBatch(text, address, limits) as Batch

describe('a question', () => {
  it.each(fixtures.cases)('is what the SDK makes of a line: $name', ({ line, decoded }) => {
    const { sender, sequence } = decoded
    expect(decode(rivetWire(1).question!(line))).toEqual({
      events: [],
      reports: [],
      questions: [{ sender, sequence }],
      rejected: [],
    })
  })

  it('stands among events, and shares what they share', () => {
    const { events, questions, rejected } = decode('?k=s1&u=u1\nd=1&c=a&a=b&n=3\nn=1\n?k=s2\nn=7', 'o=7')
    expect(events).toHaveLength(1)
    expect(questions).toEqual([
      { sender: 's1', sequence: 1 },
      { sender: 's2', sequence: 7 },
    ])
    expect(rejected).toEqual([])
  })

  it.each([
    ['a key that is none', '?k=s1\nn=0'],
    ['half a key', 'n=1'],
    ['a piece of an event', '?k=s1\nn=1&c=a'],
    ['an event without what it has to say', '?k=s1\nn=1&l1=embedId&v1=e-42&t=-1'],
    ['a sender that is too long for one', `?k=${'s'.repeat(257)}\nn=1`],
  ])('is not %s', (_, text) => {
    const { questions, rejected } = decode(text)
    expect(questions).toEqual([])
    expect(rejected).toHaveLength(1)
  })

  it('of a sender that is too long is refused by name', () => {
    expect(decode(`?k=${'s'.repeat(257)}\nn=1`).rejected).toEqual([
      { line: 2, parameter: 'k', error: 'k must have at most 256 characters' },
    ])
    expect(decode(`?k=${'s'.repeat(256)}\nn=1`).questions).toHaveLength(1)
  })

  it('is one of a thousand at most, so that who asks sends half', () => {
    const roomy = { line: 10_000, events: 10_000, expanded: 1_000_000 }
    const asking = (count: number) =>
      decodeBatch(`?k=s1\n${Array.from({ length: count }, (_, at) => `n=${at + 1}`).join('\n')}`, '', roomy)
    expect((asking(1000) as Batch).questions).toHaveLength(1000)
    expect(asking(1001)).toBe('too large')
  })
})
