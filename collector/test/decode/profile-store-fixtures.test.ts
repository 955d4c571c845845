import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { profileStore } from '../../../src/wires/profile-store/profile-store.ts'
import type { ProfileStoreEvent } from '../../../src/wires/profile-store/profile-store-event.ts'
import { ticksOf } from '../../src/model/ticks.ts'
import { decodeTrack, decodeTrackBulk, type TrackBatch } from '../../src/protocols/profile-store/batch.ts'

type Fields = Readonly<Record<string, unknown>>

/** What the SDK writes and how it is to be read, shared with the SDK's own tests. */
const { cases, packs } = JSON.parse(
  readFileSync(new URL('../../../test/fixtures/wires/profile-store.json', import.meta.url), 'utf8'),
) as {
  readonly cases: readonly { readonly name: string; readonly line: string; readonly decoded: Fields }[]
  readonly packs: readonly {
    readonly name: string
    readonly lines: readonly string[]
    readonly bodies: readonly string[]
  }[]
}

const capitalized = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      ['name', 'email', 'info'].includes(name) ? name.charAt(0).toUpperCase() + name.slice(1) : name,
      value,
    ]),
  )

/** How the collector says what an event says: times counted, users called as they are read, empty texts left out. */
const asRead = ({ eventTime, user, payload, ...texts }: Fields): Fields => ({
  ...Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== '' && text !== undefined)),
  eventTime: ticksOf(eventTime as string),
  ...(user ? { user: capitalized(user as Fields) } : {}),
  ...(payload === undefined || payload === null ? {} : { payload }),
})

describe('what the SDK writes', () => {
  it.each(cases)('$name', ({ line, decoded }) => {
    const read = { events: [asRead(decoded)], rejected: [] }
    expect(decodeTrack(line)).toEqual(read)
    expect(decodeTrackBulk(`[${line}]`)).toEqual(read)
  })

  it.each(packs)('in one request: $name', ({ lines, bodies }) => {
    const read = bodies.map((body) => decodeTrackBulk(body) as TrackBatch)
    expect(read.flatMap(({ rejected }) => rejected)).toEqual([])
    expect(read.flatMap(({ events }) => events)).toEqual(lines.flatMap((line) => decodeTrack(line).events))
  })

  const text = fc.string({ unit: 'binary', minLength: 1 })
  const json = fc.jsonValue({ stringUnit: 'binary' }).map((value) => JSON.parse(JSON.stringify(value)))
  const event: fc.Arbitrary<ProfileStoreEvent> = fc.record(
    {
      eventType: text,
      value: text,
      payload: json,
      user: fc.record(
        { name: text, email: text, info: fc.dictionary(text, json) },
        { noNullPrototype: true },
      ),
      pageUri: text,
      countryCode: text,
      scope: fc.stringMatching(/^[a-z\d][a-z\d_.]{0,63}$/),
      trackId: fc.stringMatching(/^[\w.-]{1,64}$/),
      eventTime: fc.stringMatching(/^20\d\d-0[1-9]-[01][1-9]T[01]\d:[0-5]\d:[0-5]\d\.\d{7}Z$/),
    },
    { requiredKeys: ['eventType', 'value'], noNullPrototype: true },
  )

  it('any events are read as they were, and their times rise', () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 20 }), (events) => {
        const { encode, pack } = profileStore()
        const lines = events.map((each, index) =>
          encode(each, {
            now: 1_795_000_000_123,
            visitor: 'u1',
            session: 'i1',
            page: undefined,
            title: 'Bags',
            sender: 'k1',
            sequence: index + 1,
          }),
        )
        const { body } = pack(lines, '/api/v1.0/TrackBulk')
        const read = decodeTrackBulk(String(body)) as TrackBatch
        expect(read.rejected).toEqual([])
        const times: bigint[] = []
        for (const [index, { eventTime, ...rest }] of read.events.entries()) {
          const { eventTime: said, ...given } = events[index]!
          const { eventTime: _, ...wanted } = asRead(given as Fields)
          const usual = { deviceId: 'u1', sessionId: 'i1', pageTitle: 'Bags', trackId: `k1.${index + 1}` }
          expect(rest).toEqual({ ...usual, ...wanted })
          if (said === undefined) times.push(eventTime!)
          else expect(eventTime).toBe(ticksOf(said))
        }
        expect(times).toEqual([...new Set(times)].sort((a, b) => (a < b ? -1 : 1)))
      }),
    )
  })
})
