// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ProfileStoreOptions, profileStore } from '../../../../src/wires/profile-store/profile-store.ts'
import type { ProfileStoreEvent } from '../../../../src/wires/profile-store/profile-store-event.ts'
import { caught } from '../../../support/caught.ts'
import { moment } from '../../../support/moment.ts'
import { packAll } from '../../../support/pack-all.ts'
import { fixture } from '../../../support/profile-store-fixture.ts'
import { someMoment, text } from '../../../support/rivet-events.ts'

const collector = 'https://collect.example/api/v1.0/TrackBulk'
const event: ProfileStoreEvent = { eventType: 'pageview', value: 'Bags' }

const written = (said: object, options?: ProfileStoreOptions): Record<string, unknown> =>
  JSON.parse(profileStore(options).encode({ ...event, ...said }, moment))

describe.each(fixture.cases)('golden case: $name', (golden) => {
  it('is written as the line', () => {
    expect(profileStore(golden.options).encode(golden.event, golden.moment)).toBe(golden.line)
  })

  it('is read as what it was', () => expect(JSON.parse(golden.line)).toEqual(golden.decoded))
})

it('the documentation’s example says what it says there', () => {
  const { documented, decoded } = fixture.cases.find((golden) => golden.documented)!
  for (const [name, value] of Object.entries(documented!))
    expect([name, decoded[name.charAt(0).toLowerCase() + name.slice(1)]]).toEqual([name, value])
})

describe('profileStore refuses', () => {
  it.each(fixture.unwritable)('$name, by the name of its field', ({ event, field }) => {
    expect(caught(() => profileStore().encode(event, moment))).toMatchObject({ reason: 'invalid', field })
  })

  const cyclic: unknown[] = []
  cyclic.push(cyclic)
  it.each<[string, string, () => unknown]>([
    ['BigInt', 'payload', () => 5n],
    ['BigInt in it', 'payload', () => ({ count: 5n })],
    ['cycle', 'payload', () => cyclic],
    ['function', 'payload', () => () => 'x'],
    ['symbol', 'payload', () => Symbol('s')],
    ['BigInt in it', 'user', () => ({ name: 5n })],
    ['function', 'user', () => () => 'x'],
    ['symbol', 'eventType', () => Symbol('s')],
    ['number in the end', 'pageUri', () => ({ toJSON: () => 7 })],
  ])('a %s for %s', (_, field, make) => {
    const value = make()
    const given = { ...event, [field]: value } as ProfileStoreEvent
    expect(caught(() => profileStore().encode(given, moment))).toEqual({ reason: 'invalid', field, value })
  })

  it.each(['apiKey', 'APIKEY', 'key', 'Authorization', 'token', 'accessToken', 'clientSecret'])(
    'whatever looks like a key, and does not say it again: %s',
    (field) => {
      const issue = { reason: 'invalid', field }
      const said = { [field]: 'epi-single 0123456789' }
      const wire = profileStore(said as ProfileStoreOptions)
      for (let count = 0; count < 2; count++) expect(caught(() => wire.encode(event, moment))).toEqual(issue)
      expect(caught(() => profileStore().encode({ ...event, ...said }, moment))).toEqual(issue)
    },
  )

  it('what an option may not be, by its name', () => {
    const options = { countryCode: 46 } as unknown as ProfileStoreOptions
    expect(caught(() => profileStore(options).encode(event, moment))).toEqual({
      reason: 'invalid',
      field: 'countryCode',
      value: 46,
    })
  })
})

describe('an event', () => {
  it('that says undefined or null for a field has what all have', () => {
    const options = { scope: 'shop', deviceId: undefined, countryCode: 'SE' }
    expect(written({ scope: undefined, countryCode: null, trackId: undefined }, options)).toMatchObject({
      scope: 'shop',
      countryCode: 'SE',
      deviceId: 'u1',
      trackId: 'k1.1',
    })
  })

  it('takes keys of 64 characters, and leaves scopes to the store', () => {
    const said = { trackId: `a ${'é'.repeat(61)}z`, scope: 'Shop' }
    expect(written(said)).toMatchObject(said)
  })

  it('is ASCII, whatever it says, and one line', () => {
    fc.assert(
      fc.property(text, (said) => {
        const line = profileStore().encode({ ...event, payload: { [said]: said } }, moment)
        expect(line).toMatch(/^[ -~]*$/)
        expect(JSON.parse(line).payload).toEqual({ [said]: said })
      }),
    )
  })
})

describe('what a plugin saw', () => {
  it('is an event, with its facts as payload', () => {
    expect(profileStore().fromSignal!({ name: 'seek', entryId: 'e-42', position: 3 })).toEqual({
      eventType: 'seek',
      value: 'seek',
      payload: { entryId: 'e-42', position: 3 },
    })
  })

  it.each([
    ['Own', 'Own'],
    [undefined, ''],
  ])('has the title %s of a view, not what the document is called', (title, told) => {
    const wire = profileStore()
    const event = wire.fromSignal!({ name: 'page/view', page: 'https://site.example/two', title })
    expect(JSON.parse(wire.encode(event!, { ...moment, title: 'That of the page before' }))).toMatchObject({
      pageUri: 'https://site.example/two',
      pageTitle: told,
    })
  })
})

const payload = fc.jsonValue({ stringUnit: 'binary' }).map((value) => JSON.parse(JSON.stringify(value)))
const anyEvent: fc.Arbitrary<ProfileStoreEvent> = fc.record(
  {
    eventType: text.filter((value) => value !== ''),
    value: text.filter((value) => value !== ''),
    payload,
    user: fc.record(
      { name: text, email: text, info: fc.dictionary(text, payload) },
      { requiredKeys: [], noNullPrototype: true },
    ),
    pageUri: text,
    pageTitle: text,
    countryCode: text,
    city: text,
    remoteAddress: text,
    scope: fc.stringMatching(/^[a-z\d][a-z\d_.]{0,63}$/),
    trackId: fc.stringMatching(/^[\w.-]{1,64}$/),
    duration: fc.nat(),
  },
  { requiredKeys: ['eventType', 'value'], noNullPrototype: true },
)

/** Every event has a device. */
const someone = someMoment.filter(({ visitor }) => visitor !== '')

it('any events are read from their requests as they were', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(anyEvent, someone), { minLength: 1, maxLength: 6 }),
      fc.constantFrom(undefined, 'shop'),
      (happened, scope) => {
        const { encode, pack } = profileStore({ scope })
        const lines = happened.map(([event, when]) => encode(event, when))
        const read = packAll(lines, (left) => pack(left, collector)).flatMap(({ body }) =>
          JSON.parse(body as string),
        )
        expect(read).toHaveLength(happened.length)
        for (const [index, [{ duration, ...event }, when]] of happened.entries()) {
          const { eventTime, ...said } = read[index]
          const facts = event.payload ?? {}
          const isLasting = duration !== undefined && typeof facts === 'object' && !Array.isArray(facts)
          expect(said).toEqual({
            deviceId: when.visitor,
            sessionId: when.session,
            pageUri: when.page,
            pageTitle: when.title,
            trackId: `${when.sender}.${when.sequence}`,
            scope,
            ...event,
            payload: isLasting ? { duration, ...facts } : (event.payload ?? undefined),
          })
          expect(eventTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/)
        }
      },
    ),
    { numRuns: 100 },
  )
}, 300_000)

it('writes lists as they are, where Prototype.js up to 1.6 has them say themselves', () => {
  Object.defineProperty(Array.prototype, 'toJSON', { configurable: true, value: () => '["hostile"]' })
  try {
    const line = profileStore().encode({ ...event, payload: { tags: ['bags', ['red']] } }, moment)
    expect(line).toContain('"payload":{"tags":["bags",["red"]]}')
  } finally {
    Reflect.deleteProperty(Array.prototype, 'toJSON')
  }
})
