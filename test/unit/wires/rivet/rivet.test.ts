// @vitest-environment node
import fc from 'fast-check'
import { RISON } from 'rison2'
import { describe, expect, it } from 'vitest'
import { rison } from '../../../../src/wires/rivet/rison.ts'
import { rivet } from '../../../../src/wires/rivet/rivet.ts'
import { caught } from '../../../support/caught.ts'
import { json } from '../../../support/json.ts'
import { moment } from '../../../support/moment.ts'
import { eventsOf } from '../../../support/network.ts'
import { asDecoded, rivetEvent, someMoment } from '../../../support/rivet-events.ts'
import { fixture, optionsOf } from '../../../support/rivet-fixture.ts'

const collector = 'https://collect.example/track/activity'

describe('rivet', () => {
  describe.each(fixture.cases)('golden case: $name', (golden) => {
    const wire = rivet(optionsOf(golden))
    const addresses = rivet({ ...optionsOf(golden), pack: 'address' })
    const line = wire.encode(golden.event, golden.moment)

    it('is written as the line', () => expect(line).toBe(golden.line))

    it('is packed as the address', () => {
      expect(addresses.pack([line], collector)).toEqual({ url: `${collector}?${golden.address}`, lines: 1 })
    })

    it('is read by the collector', () =>
      expect(eventsOf([wire.pack([line], collector)])).toEqual([golden.decoded]))
  })

  it.each(fixture.unwritable)('refuses $name by the name of its field', ({ event, field }) => {
    expect(caught(() => rivet().encode(event, moment))).toMatchObject({ reason: 'invalid', field })
  })

  it.each(['qualifiers', 'conversion'])(
    'refuses %s that are neither text nor an object, even with rison',
    (field) => {
      for (const value of [0, false, 12, true, Symbol('q'), () => ({})]) {
        const event = { category: 'embed', action: 'view', [field]: value }
        expect(caught(() => rivet({ rison }).encode(event, moment))).toEqual({
          reason: 'invalid',
          field,
          value,
        })
      }
    },
  )

  it('passes text through even with rison', () => {
    const event = { category: 'embed', action: 'view', qualifiers: '(t:(type:day))', conversion: '' }
    expect(rivet({ rison }).encode(event, moment)).toBe(rivet().encode(event, moment))
  })

  it('writes any object so that a reader of Rison gets it back', () => {
    fc.assert(
      fc.property(json, (value) => {
        const conversion = { products: [value] } as never
        const line = rivet({ rison }).encode({ category: 'shop', action: 'order', conversion }, moment)
        const [event] = eventsOf([rivet().pack([line], collector)])
        expect(RISON.parse(event!.conversion!)).toEqual(conversion)
      }),
    )
  })

  it.each([
    ['a query', '?site=7', '?site=7&d=1&u=1'],
    ['a fragment, and leaves that out', '#top', '?d=1&u=1'],
    ['a question in its fragment', '#top?site=7', '?d=1&u=1'],
    ['a query and a fragment', '?site=7#top', '?site=7&d=1&u=1'],
  ])('joins the event to a collector address that has %s', (_, end, joined) => {
    const { url } = rivet({ pack: 'address' }).pack(['?u=1&k=k1\nd=1&n=1'], `${collector}${end}`)
    expect(url).toBe(`${collector}${joined}`)
  })

  it('packs one event an address, of many lines the first', () => {
    const wire = rivet({ pack: 'address' })
    const lines = ['view', 'click'].map((action) => wire.encode({ category: 'embed', action }, moment))
    expect(wire.pack(lines, collector)).toEqual(wire.pack(lines.slice(0, 1), collector))
  })

  it('packs any event into an address that the collector reads as the event without its key', () => {
    const wire = rivet({ pack: 'address' })
    fc.assert(
      fc.property(rivetEvent, someMoment, (event, when) => {
        const { sender, sequence, ...decoded } = asDecoded(event, when) as Record<string, unknown>
        expect(eventsOf([wire.pack([wire.encode(event, when)], collector)])).toEqual([decoded])
      }),
      { numRuns: 100 },
    )
  }, 300_000)
})
