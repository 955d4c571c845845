// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Signal, Wire } from '../../../../src/types.ts'
import { rivet } from '../../../../src/wires/rivet/rivet.ts'
import type { RivetEvent } from '../../../../src/wires/rivet/rivet-event.ts'
import { rivetWire } from '../../../../src/wires/rivet/rivet-wire.ts'
import { moment } from '../../../support/moment.ts'
import { eventsOf } from '../../../support/network.ts'

const wires: readonly [string, Wire<RivetEvent>][] = [
  ['the usual wire', rivetWire(1)],
  ['rivet()', rivet()],
]

describe.each(wires)('%s', (_, wire) => {
  const said = (signal: Signal): unknown => wire.fromSignal!(signal)

  it('says a signal as category and action, with the first two facts that are text or number', () => {
    expect(
      said({
        name: 'tile/open',
        element: {},
        first: null,
        story: 's-1',
        none: undefined,
        share: 0,
        third: 3,
      }),
    ).toEqual({ category: 'tile', action: 'open', labels: { story: 's-1', share: 0 } })
  })

  it('gives duration and page their own places', () => {
    expect(said({ name: 'page/engage', duration: 5, page: 'https://shop.example/', depth: 50 })).toEqual({
      category: 'page',
      action: 'engage',
      duration: 5,
      page: 'https://shop.example/',
      labels: { depth: 50 },
    })
  })

  it.each(['play', '', '/', 'page/'])('has no word for a signal called %o', (name) => {
    expect(said({ name, depth: 50 })).toBeFalsy()
  })

  it('makes an event that can be written of whatever is told', () => {
    const name = fc
      .tuple(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }))
      .filter((parts) => !/\//.test(parts.join('')))
    const facts = fc.dictionary(
      fc.string().filter((fact) => !/^(name|page|duration)$/.test(fact)),
      fc.oneof(fc.anything(), fc.string(), fc.double()),
    )
    fc.assert(
      fc.property(name, facts, ([category, action], given) => {
        const event = wire.fromSignal!({ ...given, name: `${category}/${action}` }) as RivetEvent
        expect(Object.keys(event.labels!).length).toBeLessThanOrEqual(2)
        const { url, body } = wire.pack([wire.encode(event, moment)], 'https://collect.example/')
        expect(eventsOf([{ url, body: body as string }])).toHaveLength(1)
      }),
    )
  })
})
