import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ticksOf } from '../../../src/model/ticks.ts'
import { checkTrackEvent, decodeTrack, decodeTrackBulk } from '../../../src/protocols/profile-store/batch.ts'
import { trackFields } from '../../../src/protocols/profile-store/fields.ts'
import { documentedEvent, least } from '../../support/profile-store.ts'

const pascal = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)
const inPascal = (event: object) =>
  Object.fromEntries(Object.entries(event).map(([name, value]) => [pascal(name), value]))

describe('an event that is accepted', () => {
  const decoded = { ...documentedEvent, eventTime: ticksOf(documentedEvent.eventTime) }

  it('may be the example of the documentation, in either case', () => {
    expect(checkTrackEvent(documentedEvent)).toStrictEqual(decoded)
    expect(checkTrackEvent(inPascal(documentedEvent))).toStrictEqual(decoded)
  })

  it.each<[name: string, said: object, read: object]>([
    ['with unknown fields', { visits: 3, Key: 'x', constructor: 1 }, {}],
    ['with empty texts and nulls', { city: '', trackId: '  ', scope: null, user: null, payload: null }, {}],
    ['with any payload', { payload: [1, null, 'x'] }, { payload: [1, null, 'x'] }],
    ['with a payload of false', { payload: false }, { payload: false }],
    ['with a TrackId between spaces', { trackId: ' a b\n' }, { trackId: 'a b' }],
    ['with the longest TrackId', { trackId: '🛍'.repeat(64) }, { trackId: '🛍'.repeat(64) }],
    ['with the longest scope', { scope: `0${'_'.repeat(63)}` }, { scope: `0${'_'.repeat(63)}` }],
    ['with a scope with dots', { scope: 'shop.eu_1' }, { scope: 'shop.eu_1' }],
    [
      'with a time without a zone',
      { eventTime: '2019-01-01T00:00:00' },
      { eventTime: ticksOf('2019-01-01T00:00:00Z') },
    ],
    [
      'with a time of an offset',
      { eventTime: '2019-01-01T02:00:00.5+02:00' },
      { eventTime: ticksOf('2019-01-01T00:00:00.5Z') },
    ],
    [
      'with a user, whose known fields are called as they are read',
      { user: { name: 'N', Email: 'e@x', info: { name: 1 }, plan: null } },
      { user: { Name: 'N', Email: 'e@x', Info: { name: 1 }, plan: null } },
    ],
  ])('%s', (_name, said, read) => {
    expect(checkTrackEvent({ ...least, ...said })).toStrictEqual({ ...least, ...read })
  })

  it('keeps names that objects have by nature', () => {
    const payload = JSON.parse('{"__proto__":{"a":1},"constructor":2}')
    const event = checkTrackEvent(JSON.parse(`{"deviceId":"d","eventType":"t","value":"v","__proto__":3}`))
    expect(event).toStrictEqual({ deviceId: 'd', eventType: 't', value: 'v' })
    expect(JSON.stringify(checkTrackEvent({ ...least, payload }))).toContain('{"__proto__":{"a":1},"constr')
    const user = JSON.parse('{"__proto__":"x"}')
    expect(JSON.stringify(checkTrackEvent({ ...least, user }))).toContain('"user":{"__proto__":"x"}')
  })
})

describe('an event that is rejected', () => {
  const nested = (levels: number) => JSON.parse('['.repeat(levels) + ']'.repeat(levels))

  it.each<[said: object, parameter: string, error: RegExp]>([
    [{ deviceId: undefined }, 'deviceId', /is required/],
    [{ value: '' }, 'value', /may not be empty/],
    [{ eventType: null }, 'eventType', /is required/],
    [{ pageUri: 3 }, 'pageUri', /must be a text/],
    [{ City: ['x'] }, 'City', /must be a text/],
    [{ scope: 'Shop' }, 'scope', /lower-case letters/],
    [{ Scope: '_shop' }, 'Scope', /lower-case letters/],
    [{ scope: 'a'.repeat(65) }, 'scope', /1 to 64/],
    [{ trackId: 'a'.repeat(65) }, 'trackId', /at most 64/],
    [{ eventTime: 'yesterday' }, 'eventTime', /must be a time such as/],
    [{ eventTime: 1795000000 }, 'eventTime', /must be a text/],
    [{ eventTime: '2017-09-15T07:16:34.79578191Z' }, 'eventTime', /must be a time/],
    [{ user: 'x' }, 'user', /must be an object/],
    [{ User: [] }, 'User', /must be an object/],
    [{ user: { email: 3 } }, 'user.email', /must be a text/],
    [{ user: { name: 'a', Name: 'b' } }, 'user.Name', /given twice/],
    [{ value: 'a', Value: 'a' }, 'value', /value and Value are both given/],
    [{ value: 'v'.repeat(100_001) }, 'value', /at most 100000 characters/],
    [{ DeviceId: 'd'.repeat(257), deviceId: undefined }, 'DeviceId', /at most 256 characters/],
    [{ user: Object.fromEntries(Array.from({ length: 257 }, (_, at) => [at, 1])) }, 'user', /at most 256/],
  ])('%j', (said, parameter, error) => {
    const { deviceId, ...others }: Record<string, unknown> = { ...least, ...said }
    const event = deviceId === undefined ? others : { deviceId, ...others }
    expect(checkTrackEvent(event)).toEqual({ parameter, error: expect.stringMatching(error) })
  })

  it.each<[said: object, rejection: object]>([
    [
      { payload: nested(101) },
      { parameter: 'payload', error: 'payload may be nested at most 100 levels deep' },
    ],
    [
      { User: { info: nested(100) } },
      { parameter: 'User', error: 'User may be nested at most 100 levels deep' },
    ],
    [{ other: nested(101) }, { error: 'fields may be nested at most 100 levels deep' }],
  ])('before it is parsed: %j', (said, rejection) => {
    const event = { ...least, ...said }
    expect(decodeTrack(JSON.stringify(event))).toEqual({ events: [], rejected: [{ line: 1, ...rejection }] })
    expect(decodeTrackBulk(JSON.stringify([least, event, { ...least, payload: nested(100) }]))).toMatchObject(
      {
        events: { length: 2 },
        rejected: [{ line: 2, ...rejection }],
      },
    )
  })

  it.each(['null', '3', '[]', '"x"'])('the body %s', (body) => {
    expect(decodeTrack(body)).toEqual({
      events: [],
      rejected: [{ line: 1, error: 'the event must be a JSON object' }],
    })
  })

  it.each(['{', '', '\ufeff', '[{'])('what is no JSON: %j', (body) => {
    for (const decode of [decodeTrack, decodeTrackBulk]) {
      expect(decode(body)).toEqual({ events: [], rejected: [{ line: 1, error: 'the body must be JSON' }] })
    }
  })

  it('nothing for a byte order mark', () => {
    expect(decodeTrack(`\ufeff${JSON.stringify(least)}`).events).toEqual([least])
  })

  it('as it is too large, or nested too deep to be written', () => {
    const deep = `[${'['.repeat(300_000)}${']'.repeat(300_000)},${JSON.stringify(least)}]`
    const large = [
      { ...least, payload: 'ü'.repeat(131_072) },
      { ...least, payload: 'ü'.repeat(131_000) },
    ]
    for (const body of [deep, JSON.stringify(large)]) {
      expect(decodeTrackBulk(body)).toMatchObject({
        events: [{ deviceId: 'd' }],
        rejected: [{ line: 1, error: 'the event is larger than 262144 bytes' }],
      })
    }
  })
})

describe('a batch', () => {
  it('keeps what it can, and numbers what it cannot', () => {
    const { events, rejected } = decodeTrackBulk(
      JSON.stringify([least, 3, { ...least, value: '' }, least]),
    ) as {
      events: object[]
      rejected: object[]
    }
    expect(events).toEqual([least, least])
    expect(rejected).toEqual([
      { line: 2, error: 'the event must be a JSON object' },
      { line: 3, parameter: 'value', error: 'value is required and may not be empty' },
    ])
  })

  it('holds a hundred events at most, and at least one', () => {
    const many = (count: number) => JSON.stringify(Array.from({ length: count }, () => least))
    expect(decodeTrackBulk(many(100))).toMatchObject({ events: { length: 100 } })
    expect(decodeTrackBulk(many(101))).toBe('too large')
    expect(decodeTrackBulk('[]')).toMatchObject({ rejected: [{ error: 'the batch holds no event' }] })
    expect(decodeTrackBulk('{}')).toMatchObject({ rejected: [{ error: expect.stringMatching(/array/) }] })
  })
})

it('says the same of an event in camelCase, in PascalCase and in both', () => {
  const value = fc.oneof(fc.string(), fc.jsonValue(), fc.constant('2019-01-01T00:00:00Z'))
  const event = fc.record(
    Object.fromEntries(trackFields.filter(({ name }) => name !== 'user').map(({ name }) => [name, value])),
    { requiredKeys: [] },
  )
  const camel = ({ parameter = '', error = '' }) =>
    [parameter, error].map((text) => text.charAt(0).toLowerCase() + text.slice(1))
  fc.assert(
    fc.property(event, fc.func(fc.boolean()), (said, isPascal) => {
      const mixed = Object.fromEntries(
        Object.entries(said).map(([name, each]) => [isPascal(name) ? pascal(name) : name, each]),
      )
      const [one, other] = [checkTrackEvent(said), checkTrackEvent(mixed)]
      if ('error' in one) expect('error' in other && camel(other)).toEqual(camel(one))
      else expect(other).toStrictEqual(one)
    }),
  )
})

it('reads any text without failing, as events or as rejections that say why', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc.array(fc.json()).map((parts) => `[${parts}]`),
      ),
      (text) => {
        for (const batch of [decodeTrack(text), decodeTrackBulk(text)]) {
          if (batch === 'too large') continue
          expect(batch.events.length + batch.rejected.length).toBeGreaterThan(0)
          for (const { error } of batch.rejected) expect(error).not.toBe('')
        }
      },
    ),
  )
})
