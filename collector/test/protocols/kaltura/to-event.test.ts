import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kalturaEventTypes as written } from '../../../../src/wires/kaltura/kaltura-event.ts'
import { kalturaEventTypes, kalturaTypeName } from '../../../src/protocols/kaltura/event-types.ts'
import { parseQuery } from '../../../src/protocols/kaltura/query-parameters.ts'
import { kalturaParameters } from '../../../src/protocols/kaltura/reference.ts'
import { kalturaToStored } from '../../../src/protocols/kaltura/to-event.ts'
import { documented, documentedPayload } from '../../support/trackevent.ts'

const received = 1795000001000
const store = (query: string) => kalturaToStored(parseQuery(query), received)

describe('the tables', () => {
  it('name every type as the SDK does', () => {
    const named = [...kalturaEventTypes].map(([number, { name }]) => [name, number])
    expect(Object.fromEntries(named)).toEqual(written)
  })

  it('explain every parameter of the documentation’s example, and none twice', () => {
    const names = kalturaParameters.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(Object.keys(documentedPayload)))
    expect(new Set(names).size).toBe(names.length)
  })
})

describe('what is stored of trackEvent', () => {
  it('is the documentation’s example, as it stands there', () => {
    expect(store(documented)).toEqual({
      dialect: 'kaltura',
      type: 'kaltura/playRequested',
      time: received,
      received,
      visitor: undefined,
      session: documentedPayload.sessionId,
      page: documentedPayload.referrer,
      digest: expect.stringMatching(/^[\w-]{22}$/),
      payload: documentedPayload,
    })
  })

  it.each([
    ['3', 'play'],
    ['10003', 'pageLoad'],
    ['03', 'play'],
    ['44', '44'],
    ['4294967296', '4294967296'],
    ['play', 'unknown'],
    ['-1', 'unknown'],
    ['1.5', 'unknown'],
    ['9'.repeat(11), 'unknown'],
    ['', 'unknown'],
  ])('is of the type that %j means: %s', (text, name) => {
    expect(kalturaTypeName(text)).toBe(name)
    expect(store(`eventType=${text}`).type).toBe(`kaltura/${name}`)
  })

  it('is anything at all', () => {
    expect(store('')).toMatchObject({ type: 'kaltura/unknown', payload: {} })
    expect(store('eventType=1&eventType=2&a=&__proto__=x')).toMatchObject({ type: 'kaltura/impression' })
    expect(JSON.stringify(store('eventType=1&eventType=2&a=&__proto__=x').payload)).toBe(
      '{"eventType":["1","2"],"a":"","__proto__":"x"}',
    )
  })

  it.each([
    ['persistentSessionId=P&userId=U', 'P'],
    ['persistentSessionId=&userId=U', 'U'],
    ['userId=U', 'U'],
    ['sessionId=S', undefined],
  ])('has the visitor of %s', (query, visitor) => {
    expect(store(query).visitor).toBe(visitor)
  })

  it('loses no parameter, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('eventType', 'sessionId', 'eventIndex', 'x', ''), fc.string())),
        (pairs) => {
          const { type, payload } = store(new URLSearchParams(pairs).toString())
          const kept = Object.entries(payload).flatMap(([name, value]) =>
            [value].flat().map((text) => [name, text]),
          )
          expect(kept.map(String).sort()).toEqual(pairs.map(String).sort())
          expect(type).toMatch(/^kaltura\/\w+$/)
        },
      ),
    )
  })
})
