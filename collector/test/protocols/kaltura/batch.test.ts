import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kaltura } from '../../../../src/wires/kaltura/kaltura.ts'
import type { KalturaEvent } from '../../../../src/wires/kaltura/kaltura-event.ts'
import { kalturaEventTypes } from '../../../../src/wires/kaltura/kaltura-event.ts'
import { decodeKalturaBatch, type KalturaBatch } from '../../../src/protocols/kaltura/batch.ts'
import { ownKeyOf } from '../../../src/protocols/kaltura/key.ts'
import { kalturaToStored } from '../../../src/protocols/kaltura/to-event.ts'

const limits = { line: 1000, events: 100, expanded: 20_000, parameters: 20 }

const decode = (text: string, address = '') => decodeKalturaBatch(text, address, limits) as KalturaBatch

const said = ({ events }: KalturaBatch) =>
  events.map((event) => kalturaToStored(event, 1795000001000)).map(({ payload }) => payload)

describe('a batch', () => {
  it('gives each line what it shares with the line above it that starts with ?', () => {
    const batch = decode('?a=1&b=2\nc=3\nc=4&b=5\n?d=6\r\n\r\nc=7\n?\nc=8\n', 'z=9')
    expect(batch.rejected).toEqual([])
    expect(said(batch)).toEqual([
      { z: '9', a: '1', b: '2', c: '3' },
      { z: '9', a: '1', b: ['5', '2'], c: '4' },
      { z: '9', d: '6', c: '7' },
      { z: '9', c: '8' },
    ])
  })

  it('rejects lines for their size alone, and no neighbour with them', () => {
    const many = Array.from({ length: 21 }, (_, at) => `p${at}=`).join('&')
    const batch = decode(`a=1\na=${'x'.repeat(1000)}\n${many}\na=%ZZ`)
    expect(said(batch)).toEqual([{ a: '1' }, { a: '%ZZ' }])
    expect(batch.rejected).toEqual([
      { line: 2, error: 'the line is longer than 1000 bytes' },
      { line: 3, error: 'the event has more than 20 parameters' },
    ])
  })

  it('rejects the lines that share what is too large', () => {
    const batch = decode(`?${'x'.repeat(1000)}\na=1\n?\na=2`)
    expect(said(batch)).toEqual([{ a: '2' }])
    expect(batch.rejected).toEqual([{ line: 2, error: 'the line is longer than 1000 bytes' }])
  })

  it.each([
    ['of too many events', 'a=1\n'.repeat(101)],
    ['of events that share much', `?${'x'.repeat(900)}\n${'a=1\n'.repeat(30)}`],
  ])('%s is too large', (_what, text) => {
    expect(decode(text)).toBe('too large')
  })

  it.each(['', '\n\n', '?a=1'])('without an event says so (%j)', (text) => {
    expect(decode(text)).toMatchObject({ events: [], rejected: [{ error: 'the batch holds no event' }] })
  })
})

describe('what the SDK writes', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  const seconds = fc.double({ min: 0, max: 1e6, noNaN: true })
  const event: fc.Arbitrary<KalturaEvent> = fc.oneof(
    fc.record({
      type: fc.constantFrom('impression', 'playRequested', 'pause', 'reached50', 'bufferStart'),
      entryId: text,
      position: fc.option(seconds, { nil: undefined }),
    }),
    fc.record({ type: fc.constant('seek' as const), entryId: text, targetPosition: seconds }),
    fc.record({
      type: fc.constant('play' as const),
      entryId: text,
      bufferTime: seconds,
      bufferTimeSum: seconds,
      joinTime: seconds,
    }),
    fc.record({
      type: fc.integer({ min: 20_000, max: 2 ** 32 - 1 }),
      entryId: text,
      customVar1: text,
      parameters: fc.record({ vendorSays: text }),
    }),
  ) as fc.Arbitrary<KalturaEvent>

  it('is stored with every parameter it had, its type, and its key', () => {
    const roomy = { line: 1e6, events: 1e4, expanded: 1e8, parameters: 500 }
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 20 }), text, (events, visitor) => {
        const wire = kaltura({ partnerId: 585231, clientTag: 'a & b' })
        const moment = {
          now: 0,
          visitor,
          session: 's',
          page: 'https://a.example/?b=c',
          title: undefined,
          sender: 'k',
          sequence: 1,
        }
        const lines = events.map((each, at) => wire.encode(each, { ...moment, sequence: at + 1 }))
        const { body } = wire.pack(lines, '/collect')
        const batch = decodeKalturaBatch(String(body), '', roomy) as KalturaBatch
        expect(batch.rejected).toEqual([])
        const stored = batch.events.map((each) => kalturaToStored(each, 1795000001000, ownKeyOf(each)))

        events.forEach(({ type, parameters, ...fields }, at) => {
          const { payload, ...columns } = stored[at]!
          const sent = Object.entries({ ...fields, ...parameters }).filter(([, value]) => value !== undefined)
          expect(payload).toMatchObject({
            ...Object.fromEntries(sent.map(([name, value]) => [name, String(value)])),
            eventType: String(typeof type === 'number' ? type : kalturaEventTypes[type]),
            partnerId: '585231',
            clientTag: 'a & b',
          })
          expect(columns).toMatchObject({
            type: `kaltura/${type}`,
            visitor,
            sender: 'k',
            sequence: at + 1,
          })
          expect(Object.keys(payload).filter((name) => name.startsWith('rv-'))).toEqual([])
          expect(columns.page).toBe('https%3A//a.example/%3Fb%3Dc')
        })
      }),
    )
  })
})
