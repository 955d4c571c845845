import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Batch, decodeBatch } from '../../../src/protocols/rivet/batch.ts'

const limits = { line: 1000, events: 100, expanded: 20_000 }

const decode = (text: string, address = '') => decodeBatch(text, address, limits) as Batch

describe('decodeBatch', () => {
  it('gives each line what it shares with the line above it that starts with ?', () => {
    const { events, rejected } = decode(
      '?u=V1&k=f3K&o=7\nd=1&c=embed&a=view&n=1\nd=2&c=embed&a=click&n=2\n?u=V2\nd=3&c=embed&a=view\n?\nd=4&c=embed&a=view\n',
    )
    expect(rejected).toEqual([])
    expect(
      events.map(({ date, visitor, sender, sequence, organization }) => [
        date,
        visitor,
        sender,
        sequence,
        organization,
      ]),
    ).toEqual([
      [1, 'V1', 'f3K', 1, 7],
      [2, 'V1', 'f3K', 2, 7],
      [3, 'V2', undefined, undefined, 1],
      [4, undefined, undefined, undefined, 1],
    ])
  })

  it('counts every line, blank and shared ones too, and forgives carriage returns', () => {
    const { events, rejected } = decode('\r\n?u=V1\r\n\r\nd=x&c=a&a=b\r\nd=1&c=a&a=b\r\n')
    expect(events).toHaveLength(1)
    expect(rejected).toEqual([{ line: 4, parameter: 'd', error: 'd must be whole seconds since the epoch' }])
  })

  it('rejects what is given in both places, by name', () => {
    expect(decode('?u=V1\nd=1&c=a&a=b&u=V2').rejected).toEqual([
      { line: 2, parameter: 'u', error: 'u is given both in the shared part and here' },
    ])
  })

  it('rejects each line under a shared line that is wrong, and none after the next', () => {
    const { events, rejected } = decode('?u=%ZZ\nd=1&c=a&a=b\nd=2&c=a&a=b\n?u=V1\nd=3&c=a&a=b')
    expect(rejected.map(({ line, parameter }) => [line, parameter])).toEqual([
      [2, 'u'],
      [3, 'u'],
    ])
    expect(events.map(({ date }) => date)).toEqual([3])
  })

  it('shares the parameters of the address with every line, below another shared line too', () => {
    const { events } = decode('d=1&c=a&a=b\n?u=V1\nd=2&c=a&a=b', 'o=7')
    expect(events.map(({ organization, visitor }) => [organization, visitor])).toEqual([
      [7, undefined],
      [7, 'V1'],
    ])
    expect(decode('?o=8\nd=1&c=a&a=b', 'o=7').rejected[0]).toMatchObject({ line: 2, parameter: 'o' })
  })

  it('rejects a line that is too long and keeps its neighbours', () => {
    const { events, rejected } = decode(`d=1&c=a&a=b\nd=2&c=a&a=${'é'.repeat(500)}\nd=3&c=a&a=b`)
    expect(events.map(({ date }) => date)).toEqual([1, 3])
    expect(rejected).toEqual([{ line: 2, error: 'the line is longer than 1000 bytes' }])
  })

  it('rejects the lines under a shared line that is too long', () => {
    expect(decode(`?u=${'x'.repeat(1000)}\nd=1&c=a&a=b`).rejected).toEqual([
      { line: 2, error: 'the line is longer than 1000 bytes' },
    ])
  })

  it.each(['?u=V1', '\n?u=V1\n\n'])('says so when there is no event in %j', (text) => {
    expect(decode(text)).toEqual({
      events: [],
      reports: [],
      questions: [],
      rejected: [{ line: expect.any(Number), error: 'the batch holds no event' }],
    })
  })

  it('takes as many events as its limit and not one more', () => {
    const lines = (count: number) => Array.from({ length: count }, (_, at) => `d=${at}&c=a&a=b`).join('\n')
    expect(decode(lines(100)).events).toHaveLength(100)
    expect(decodeBatch(lines(101), '', limits)).toBe('too large')
  })

  it('does not let a long shared line grow under many short ones', () => {
    const lines = (count: number) => `?rr=${'x'.repeat(900)}\n${'d=1&c=a&a=b\n'.repeat(count)}`
    expect(decode(lines(20)).events).toHaveLength(20)
    expect(decodeBatch(lines(30), '', limits)).toBe('too large')
    expect(decodeBatch('d=1&c=a&a=b\n'.repeat(30), `rr=${'x'.repeat(900)}`, limits)).toBe('too large')
  })

  it('keeps the neighbours of any bad line, whatever it is', () => {
    const bad = fc
      .string({ unit: 'binary', minLength: 1 })
      .filter((text) => !/[\n?]/.test(text) && text.trim() !== '')
    fc.assert(
      fc.property(fc.array(fc.oneof(bad, fc.constant('good')), { maxLength: 30 }), (lines) => {
        const text = lines.map((line, at) => (line === 'good' ? `d=${at}&c=a&a=b` : line)).join('\n')
        const { events, rejected } = decode(`d=1000&c=a&a=b\n${text}`)
        const good = lines.flatMap((line, at) => (line === 'good' ? [at] : []))
        expect(events.map(({ date }) => date)).toEqual([1000, ...good])
        expect(rejected.map(({ line }) => line)).toEqual(
          lines.flatMap((line, at) => (line === 'good' ? [] : [at + 2])),
        )
      }),
      { numRuns: 1000 },
    )
  })
})
