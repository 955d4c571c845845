import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rison } from '../../../src/wires/rivet/rison.ts'
import { rivet } from '../../../src/wires/rivet/rivet.ts'
import type { StoredEvent } from '../../src/model/event.ts'
import { decodeKalturaBatch } from '../../src/protocols/kaltura/batch.ts'
import { ownKeyOf } from '../../src/protocols/kaltura/key.ts'
import { kalturaToStored } from '../../src/protocols/kaltura/to-event.ts'
import { writeKaltura } from '../../src/protocols/kaltura/write-kaltura.ts'
import { decodeTrack } from '../../src/protocols/profile-store/batch.ts'
import { profileStoreToStored } from '../../src/protocols/profile-store/to-event.ts'
import { writeTrackEvent } from '../../src/protocols/profile-store/write-track-event.ts'
import { decodeBatch } from '../../src/protocols/rivet/batch.ts'
import { rivetToStored } from '../../src/protocols/rivet/to-event.ts'
import { writeRivet } from '../../src/protocols/rivet/write-rivet.ts'

/** What the SDK writes, shared with the SDK's own tests. */
const casesOf = (dialect: string) =>
  (
    JSON.parse(
      readFileSync(new URL(`../../../test/fixtures/wires/${dialect}.json`, import.meta.url), 'utf8'),
    ) as {
      readonly cases: readonly {
        readonly name: string
        readonly line: string
        readonly address: string
        readonly options?: { readonly writeDefaults?: boolean }
      }[]
    }
  ).cases

const limits = { line: 128 * 1024, events: 10, expanded: 1024 * 1024, parameters: 500 }
const received = 1795000001000

/** As the store gives it back. */
const kept = (event: StoredEvent) => ({ ...JSON.parse(JSON.stringify(event)), id: '1' })

function throughStore(line: string) {
  const batch = decodeBatch(line, '', limits)
  if (batch === 'too large') throw new Error(batch)
  expect(batch.rejected).toEqual([])
  return kept(rivetToStored(batch.events[0]!, received))
}

describe('what came from the SDK is relayed as the SDK writes it to the service', () => {
  // That organization and source were written out, nobody can know: they are what every reader assumes.
  const ofRivet = casesOf('rivet').filter(({ options }) => options?.writeDefaults !== true)

  it.each(ofRivet)('to Rivet: $name', ({ line, address }) => {
    expect(writeRivet(throughStore(line))).toBe(address)
  })

  it.each(casesOf('kaltura'))('to Kaltura: $name', ({ line, address }) => {
    const batch = decodeKalturaBatch(line, '', limits)
    if (batch === 'too large') throw new Error(batch)
    const event = batch.events[0]!
    const written = writeKaltura(kept(kalturaToStored(event, received, ownKeyOf(event))))
    expect(written.split('&').sort()).toEqual(address.split('&').sort())
  })

  it.each(casesOf('profile-store'))('to Profile Store: $name', ({ line }) => {
    const { events } = decodeTrack(line)
    const written = JSON.parse(writeTrackEvent(kept(profileStoreToStored(events[0]!, received, undefined))))
    // What says nothing need not be said.
    const said = Object.entries(JSON.parse(line)).filter(
      ([name, value]) => value !== null && (value !== '' || name === 'payload'),
    )
    expect(written).toEqual(Object.fromEntries(said))
  })

  it('to Rivet, whatever the event', () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 })
    const fact = fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }))
    const structure = fc.oneof(
      fc.dictionary(text, fc.jsonValue({ maxDepth: 2, stringUnit: 'binary' }), { minKeys: 1, maxKeys: 3 }),
      fc.array(fc.jsonValue({ maxDepth: 1, stringUnit: 'binary' }), { minLength: 1, maxLength: 3 }),
    )
    const events = fc.record(
      {
        category: text,
        action: text,
        labels: fc.dictionary(text, fact, { minKeys: 1, maxKeys: 2, noNullPrototype: true }),
        organization: fc.nat(9),
        source: fc.nat(9),
        duration: fc.nat(),
        page: text,
        qualifiers: structure as never,
        conversion: text,
        date: fc.integer({ min: 0, max: 1795000000 }),
      },
      { requiredKeys: ['category', 'action', 'date'], noNullPrototype: true },
    )
    const batched = rivet({ rison })
    const addressed = rivet({ rison, pack: 'address' })
    const moment = {
      now: received,
      visitor: 'u1',
      session: 'i1',
      sender: 'k1',
      sequence: 1,
      page: undefined,
      title: undefined,
    }
    fc.assert(
      fc.property(events, (event) => {
        const line = batched.encode(event as never, moment)
        const { url } = addressed.pack([addressed.encode(event as never, moment)], 'https://rivet.example/a')
        expect(`https://rivet.example/a?${writeRivet(throughStore(line))}`).toBe(url)
      }),
      { numRuns: 40 },
    )
  })
})
