// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rivetWire } from '../../../../src/wires/rivet/rivet-wire.ts'
import { caught } from '../../../support/caught.ts'
import { moment } from '../../../support/moment.ts'
import { eventsOf } from '../../../support/network.ts'
import { packAll } from '../../../support/pack-all.ts'
import { asDecoded, rivetEvent, someMoment } from '../../../support/rivet-events.ts'
import { fixture } from '../../../support/rivet-fixture.ts'

const collector = 'https://collect.example/track/activity'

const refuse = (): never => {
  throw new Error('value')
}

class Labels {
  embedId = 'e-42'
}

describe('rivetWire', () => {
  it.each(fixture.unwritable)('refuses $name by the name of its field', ({ event, field }) => {
    expect(caught(() => rivetWire(1).encode(event, moment))).toEqual({
      reason: 'invalid',
      field,
      value: event[field as 'category'],
    })
  })

  it.each([
    ['organization', -1],
    ['source', 2 ** 32],
    ['duration', Number.NaN],
    ['date', new Date()],
    ['date', 5n],
    ['duration', Symbol('s')],
    ['source', 5n],
    ['organization', { valueOf: refuse, toString: refuse }],
    ['category', null],
    ['action', Symbol('view')],
    ['page', {}],
    ['labels', { photo: Number.NaN }],
    ['labels', { photo: true }],
    ['labels', { photo: Symbol('p') }],
    ['labels', { photo: 42n }],
    ['labels', () => ({})],
  ])('refuses a wrong %s: %o', (field, value) => {
    const event = { category: 'embed', action: 'view', [field]: value }
    expect(caught(() => rivetWire(1).encode(event, moment))).toEqual({ reason: 'invalid', field, value })
  })

  it.each([
    ['labels', null],
    ['labels', {}],
    ['labels', { a: undefined, b: null, c: undefined }],
    ['labels', new Map([['photo', 'p']])],
    ['date', null],
    ['page', null],
    ['qualifiers', undefined],
  ])('takes %s as absent when it is %o', (field, value) => {
    const event = { category: 'embed', action: 'view' }
    expect(rivetWire(1).encode({ ...event, [field]: value }, moment)).toBe(rivetWire(1).encode(event, moment))
  })

  it('takes an instance of a class for labels', () => {
    const event = { category: 'embed', action: 'view' }
    const written = (labels: object) => rivetWire(1).encode({ ...event, labels: labels as never }, moment)
    expect(written(new Labels())).toBe(written({ embedId: 'e-42' }))
  })

  it('packs all lines that fit into one request', () => {
    const wire = rivetWire(1)
    const line = wire.encode({ category: 'embed', action: 'view' }, moment)
    expect(wire.pack([line, line], collector)).toEqual({
      url: collector,
      body: `${line}\n${line.split('\n')[1]}`,
      lines: 2,
    })
  })

  it('packs any events of any visitors, pages and senders so that the collector reads each as it was', () => {
    const events = fc.array(fc.tuple(rivetEvent, someMoment), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(events, fc.constantFrom(1, undefined), (happened, implied) => {
        const wire = rivetWire(implied)
        const lines = happened.map(([event, when]) => wire.encode(event, when))
        expect(eventsOf(packAll(lines, (left) => wire.pack(left, collector)))).toEqual(
          happened.map(([event, when]) => asDecoded(event, when)),
        )
      }),
      { numRuns: 100 },
    )
  }, 300_000)
})
