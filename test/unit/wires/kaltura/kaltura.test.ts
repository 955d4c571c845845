// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Line } from '../../../../src/types.ts'
import { kaltura } from '../../../../src/wires/kaltura/kaltura.ts'
import { type KalturaEvent, kalturaEventTypes } from '../../../../src/wires/kaltura/kaltura-event.ts'
import { caught } from '../../../support/caught.ts'
import { fixture, read, written } from '../../../support/kaltura-fixture.ts'
import { moment } from '../../../support/moment.ts'
import { packAll } from '../../../support/pack-all.ts'
import { someMoment, text, wellFormed } from '../../../support/rivet-events.ts'

const collector = 'https://collect.example/collect'
const entry = (type: KalturaEvent['type'], entryId = '1_a'): KalturaEvent =>
  ({ type, entryId }) as KalturaEvent

describe.each(fixture.cases)('golden case: $name', (golden) => {
  it('is written as the line', () => expect(written(golden)).toBe(golden.line))

  it('is packed as the address', () => {
    const options = { ...golden.options, pack: 'address' } as const
    const line = written({ ...golden, options })
    expect(kaltura(options).pack([line], collector)).toEqual({
      url: `${collector}?${golden.address}`,
      lines: 1,
    })
  })

  it('is read as what it was', () => {
    expect(read(golden.line)).toEqual(golden.decoded)
    const { 'rv-k': _, 'rv-n': __, ...said } = golden.decoded
    expect(Object.fromEntries(new URLSearchParams(golden.address))).toEqual(said)
  })
})

describe('the documentation’s example', () => {
  const golden = fixture.cases.find(({ documented }) => documented)!
  const documented = new URLSearchParams(golden.documented)

  it('has the same parameters as ours, and they read the same', () => {
    const { sessionId, ...theirs } = Object.fromEntries(documented)
    const {
      sessionId: id,
      persistentSessionId,
      'rv-k': sender,
      'rv-n': number,
      ...ours
    } = read(written(golden))
    expect(ours).toEqual(theirs)
    expect([typeof sessionId, typeof id]).toEqual(['string', 'string'])
    expect([persistentSessionId, sender, number]).toEqual(['u1', 'k1', '1'])
  })

  it('has them in the same order, in what events share and in what each says itself', () => {
    const order = [...documented.keys()]
    for (const half of written(golden).slice(1).split('\n')) {
      const names = [...new URLSearchParams(half).keys()].filter((name) => order.includes(name))
      expect(names).toEqual(order.filter((name) => names.includes(name)))
    }
  })
})

describe('kaltura refuses', () => {
  it.each(fixture.unwritable)('$name, by the name of its field', ({ event, field }) => {
    expect(caught(() => kaltura({ partnerId: 1 }).encode(event, moment))).toMatchObject({
      reason: 'invalid',
      field,
    })
  })

  it.each([
    ['position', Number.NaN],
    ['position', Infinity],
    ['position', 5n],
    ['customVar1', Symbol('s')],
    ['customVar1', () => 'x'],
    ['referrer', Symbol('s')],
    ['type', Symbol('s')],
    ['type', null],
    ['type', {}],
  ])('a wrong %s: %o', (field, value) => {
    const event = { type: 'pause', entryId: '1_a', [field]: value } as KalturaEvent
    expect(caught(() => kaltura({ partnerId: 1 }).encode(event, moment))).toEqual({
      reason: 'invalid',
      field,
      value,
    })
  })

  it.each([undefined, null, '585231', -1, 1.5, Number.NaN])('an account that is none: %o', (partnerId) => {
    expect(
      caught(() => kaltura({ partnerId: partnerId as number }).encode(entry('pause'), moment)),
    ).toMatchObject({ reason: 'invalid', field: 'partnerId' })
  })
})

describe('a viewing session', () => {
  const keysOf = (lines: readonly Line[]): string[] => {
    const ids = lines.map((line) => read(line).sessionId)
    return lines.map((line, index) => `${ids.indexOf(ids[index])}.${read(line).eventIndex}`)
  }

  it('is one for each entry, and counts its events', () => {
    const { encode } = kaltura({ partnerId: 1 })
    const events = [entry('pause'), entry('pause', '1_b'), entry(4099), entry('info', '1_b'), entry('info')]
    expect(keysOf(events.map((event) => encode(event, moment)))).toEqual(['0.1', '1.1', '0.2', '1.2', '0.3'])
  })

  it('begins with each impression', () => {
    const { encode } = kaltura({ partnerId: 1 })
    const events = [entry('impression'), entry('info'), entry(1), entry('info'), entry('info', '1_b')]
    expect(keysOf(events.map((event) => encode(event, moment)))).toEqual(['0.1', '0.2', '2.1', '2.2', '4.1'])
  })

  it('is not begun, and nothing is counted, by what is refused', () => {
    const { encode } = kaltura({ partnerId: 1 })
    const first = encode(entry('impression'), moment)
    caught(() => encode({ ...entry('impression'), position: Number.NaN }, moment))
    caught(() => encode(entry('seek'), moment))
    expect(keysOf([first, encode(entry('info'), moment)])).toEqual(['0.1', '0.2'])
  })

  it('is not begun, and nothing is counted, by what is tried out', () => {
    const { encode } = kaltura({ partnerId: 1 })
    const first = encode(entry('impression'), moment)
    encode(entry('impression'), { ...moment, sequence: 0 })
    encode(entry('info'), { ...moment, sequence: 0 })
    expect(keysOf([first, encode(entry('info'), moment)])).toEqual(['0.1', '0.2'])
  })

  it('has its start from the first answer after it began', () => {
    const { encode, onServerTime } = kaltura({ partnerId: 1 })
    const startOf = (line: Line) => read(line).sessionStartTime
    expect(startOf(encode(entry('impression'), moment))).toBeUndefined()
    onServerTime!(1_459_671_407)
    onServerTime!(1_459_671_500)
    expect(startOf(encode(entry('info'), moment))).toBe('1459671407')
    expect(startOf(encode(entry('impression'), moment))).toBeUndefined()
    onServerTime!(1_459_671_600)
    expect(startOf(encode(entry('info'), moment))).toBe('1459671600')
  })
})

describe('counting', () => {
  /** What comes so many seconds after the one before, as its place in the session. */
  const counted = (...steps: readonly (readonly [type: KalturaEvent['type'], after?: number])[]) => {
    const { encode, onServerTime } = kaltura({ partnerId: 1 })
    let { now } = moment
    return steps.map(([type, after = 1]) => {
      now += after * 1000
      const facts = { bufferTime: 0, bufferTimeSum: 0, joinTime: 0, playTimeSum: 0, errorCode: 1 }
      const event = {
        ...entry(type),
        ...facts,
        errorPosition: 2,
        targetPosition: 0,
      } as unknown as KalturaEvent
      const { sessionId, eventIndex, sessionStartTime = 'none' } = read(encode(event, { ...moment, now }))
      onServerTime!(now)
      return [sessionId, Number(eventIndex), sessionStartTime === 'none'] as const
    })
  }
  const placesOf = (steps: ReturnType<typeof counted>) =>
    steps.map(([, index, isFirst]) => (isFirst ? `${index}!` : String(index)))

  it('begins anew in the same session after a pause of 30 s, and so does its start', () => {
    const told = counted(
      ['impression'],
      ['play'],
      ['view'],
      ['pause'],
      ['resume', 30],
      ['view'],
      ['pause', 9],
    )
    expect(placesOf(told)).toEqual(['1!', '2', '3', '4', '1!', '2', '3'])
    expect(new Set(told.map(([id]) => id)).size).toBe(1)
  })

  it('goes on after a shorter one, however long ago the last view was', () => {
    const told = counted(['play'], ['view'], ['pause', 9], ['resume', 29.9], ['view', 200], ['info', 200])
    expect(placesOf(told)).toEqual(['1!', '2', '3', '4', '5', '6'])
  })

  it('begins anew once in a pause, whatever happens first', () => {
    const told = counted(['play'], ['pause'], ['info', 29], ['info', 1], ['info', 40], ['resume', 40])
    expect(placesOf(told)).toEqual(['1!', '2', '3', '1!', '2', '3'])
  })

  it('begins anew after the end, unless it is played again, and after an error', () => {
    expect(placesOf(counted(['play'], ['reached100'], ['replay', 31]))).toEqual(['1!', '2', '1!'])
    expect(placesOf(counted(['play'], ['reached100'], ['replay', 1], ['view', 40]))).toEqual([
      '1!',
      '2',
      '3',
      '4',
    ])
    expect(placesOf(counted(['play'], ['error'], ['info', 0], ['info']))).toEqual(['1!', '2', '1!', '2'])
  })
})

describe('the key of an event', () => {
  it('is its tracker’s name and its number, which goes on through all sessions', () => {
    const { encode } = kaltura({ partnerId: 1 })
    const lines = ['1_a', '1_b', '1_a'].map((id, at) =>
      encode(entry('info', id), { ...moment, sequence: at + 4 }),
    )
    expect(lines.map(read).map((said) => [said['rv-k'], said['rv-n']])).toEqual([
      ['k1', '4'],
      ['k1', '5'],
      ['k1', '6'],
    ])
  })

  it('is nobody’s to say, and comes with the sender’s ledger', () => {
    const { encode, pack } = kaltura({ partnerId: 1 })
    for (const field of ['rv-k', 'rv-n']) {
      const event = { ...entry('info'), parameters: { [field]: 1 } }
      expect(caught(() => encode(event, moment))).toMatchObject({ reason: 'invalid', field })
    }
    const ledger = { sender: 'k1', counts: { recorded: 3 } }
    const line = encode(entry('info'), moment)
    expect(pack([line], collector, ledger).body).toBe(`?k=k1&h=recorded.3\n${line}`)
  })

  it('is none in an address: Kaltura’s services have no such parameter', () => {
    const { encode } = kaltura({ partnerId: 1, pack: 'address' })
    expect(encode(entry('info'), moment)).not.toContain('rv-')
  })
})

it.each(['play', 'resume', 'view', 3, 4, 99] as const)('%s says -1 where it knows no bitrate', (type) => {
  const { encode } = kaltura({ partnerId: 1 })
  const facts = { bufferTime: 0, bufferTimeSum: 0, joinTime: 0, playTimeSum: 0 }
  const bitrateOf = (more: object) =>
    read(encode({ ...entry(type), ...facts, ...more } as KalturaEvent, moment)).actualBitrate
  expect([bitrateOf({}), bitrateOf({ actualBitrate: undefined }), bitrateOf({ actualBitrate: 800 })]).toEqual(
    ['-1', '-1', '800'],
  )
  expect(read(encode(entry('pause'), moment)).actualBitrate).toBeUndefined()
})

describe('what a plugin saw', () => {
  it.each(Object.keys(kalturaEventTypes))('has a word: %s', (name) => {
    const { fromSignal } = kaltura({ partnerId: 1 })
    expect(fromSignal!({ name, entryId: '1_a', position: 3 })).toEqual({
      type: name,
      entryId: '1_a',
      position: 3,
    })
  })

  it('has none where it is none of the types', () => {
    expect(kaltura({ partnerId: 1 }).fromSignal!({ name: 'scroll', depth: 50 })).toBeUndefined()
  })
})

const number = fc.double({ noNaN: true, noDefaultInfinity: true })
const value = fc.oneof(text, number, fc.constant(undefined))
const facts = {
  ...Object.fromEntries(
    ['bufferTime', 'bufferTimeSum', 'joinTime', 'playTimeSum', 'targetPosition', 'playbackSpeed'].map(
      (name) => [name, number],
    ),
  ),
  ...{ socialNetwork: text, reportType: text, caption: text, language: text, errorCode: text },
  ...{ actualBitrate: number, errorPosition: fc.constantFrom(1, 2, 3) },
}

/** Any event that is right: all that any type requires, and what all may say. */
const kalturaEvent = fc
  .tuple(
    fc.record({
      type: fc.oneof(fc.constantFrom(...Object.keys(kalturaEventTypes)), fc.nat(0xffff_ffff)),
      entryId: text.filter((id) => id !== ''),
      ...facts,
    }),
    fc.record(
      { position: number, flavourId: text, ks: text, customVar1: text, referrer: text },
      { requiredKeys: [] },
    ),
    fc.dictionary(fc.stringMatching(/^x[\w.:-]{0,9}$/), value),
  )
  .map(([all, some, parameters]) => ({ ...all, ...some, parameters }) as unknown as KalturaEvent)

const asRead = (event: KalturaEvent, page: string | undefined): Record<string, string> => {
  const { type, parameters, referrer = page, ...fields } = event
  const said = {
    ...fields,
    ...parameters,
    eventType: kalturaEventTypes[type as 'play'] ?? type,
    // As much of an address as wires write.
    referrer: referrer?.slice(0, 2_000),
  }
  const known = Object.entries(said).filter(([, value]) => value !== undefined)
  return Object.fromEntries(known.map(([name, value]) => [name, wellFormed(String(value))]))
}

it('any events of any entries and pages are read as they were, packed in batches or in addresses', () => {
  const linesOf = (body: string): Line[] => {
    let shared = ''
    return body.split('\n').flatMap((line) => {
      if (line.startsWith('?')) shared = line
      return line.startsWith('?') ? [] : [`${shared}\n${line}`]
    })
  }
  const happenings = fc.array(fc.tuple(kalturaEvent, someMoment), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(happenings, (happened) => {
      const { encode, pack } = kaltura({ partnerId: 7, customVar2: 'all' })
      const lines = happened.map(([event, when]) => encode(event, when))
      const addresses = kaltura({ partnerId: 7, pack: 'address' })
      const asQueries = packAll(lines, (left) => addresses.pack(left, collector)).map(({ url }) =>
        Object.fromEntries(new URL(url).searchParams),
      )
      const asBatch = packAll(lines, (left) => pack(left, collector)).flatMap(({ body }) =>
        linesOf(body as string).map(read),
      )
      expect(asQueries).toEqual(asBatch)
      for (const [index, [event, when]] of happened.entries()) {
        const { sessionId, eventIndex, referrer, 'rv-k': sender, 'rv-n': sequence, ...rest } = asBatch[index]!
        expect([sender, sequence]).toEqual([when.sender, String(when.sequence)])
        expect(rest).toEqual({
          ...asRead(event, undefined),
          referrer: undefined,
          partnerId: '7',
          customVar2: 'all',
          persistentSessionId: when.visitor,
        })
        expect(referrer && decodeURIComponent(referrer)).toBe(asRead(event, when.page).referrer)
        expect(sessionId).toMatch(/^[\w-]{21}$/)
        expect(Number(eventIndex)).toBeGreaterThan(0)
      }
    }),
    { numRuns: 100 },
  )
}, 300_000)

describe('an address', () => {
  it.each([
    ['a query', '?service=analytics&action=trackEvent', '?service=analytics&action=trackEvent&a=1&b=2'],
    ['a fragment, and leaves that out', '#top', '?a=1&b=2'],
    ['nothing', '', '?a=1&b=2'],
  ])('is joined to that of a collector that has %s', (_, end, joined) => {
    const { pack } = kaltura({ partnerId: 1, pack: 'address' })
    expect(pack(['?b=2\na=1', '?b=2\na=2'], `${collector}${end}`)).toEqual({
      url: `${collector}${joined}`,
      lines: 1,
    })
  })
})
