import fc from 'fast-check'
import { expect, it } from 'vitest'
import { followed, followWord } from '../../../../../src/live/page/panels/stream/follow-words.ts'
import { matches } from '../../../../../src/live/page/panels/stream/matches.ts'
import { eventOf } from '../../support/events.ts'

const event = eventOf({
  c: 'Embed',
  l1: 'embedId',
  v1: 'E-42',
  l2: 'Grund',
  v2: 'Größe passt',
  u: 'V1StGXR8',
  rr: 'https://shop.example/Lamps?colour=red',
  i: 'S1',
})

it.each([
  ['the type', 'embed/VIEW'],
  ['the name of a label', 'EMBEDID'],
  ['the value of a label', 'e-42'],
  ['the second label', 'grund'],
  ['the visitor', 'v1stgxr8'],
  ['the page', 'SHOP.example/lamps'],
  ['letters beyond ASCII', 'GRÖẞE'],
  ['several words in any order and place', 'v1st  view\tlamps'],
  ['exactly the visitor', 'visitor:V1StGXR8'],
  ['exactly the session, beside other words', 'view session:S1'],
  ['nothing', ''],
  ['nothing but spaces', '   '],
])('finds %s', (_, filter) => expect(matches(event, filter)).toBe(true))

it.each([
  ['another type', 'embed/click'],
  ['one word of several that is not there', 'embed click'],
  ['what stands in no field but in two that are neighbours', 'viewV1StGXR8'],
  ['what is written like a pattern', 'e.42'],
  ['the session', 'S1'],
  ['a visitor whose id only begins so', 'visitor:V1St'],
  ['a visitor whose id is written otherwise', 'visitor:v1stgxr8'],
  ['another session', 'session:S2'],
  ['a visitor by the id of the session', 'visitor:S1'],
])('does not find %s', (_, filter) => expect(matches(event, filter)).toBe(false))

it('finds by the word of an event that event, whatever its ids are made of', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.string({ minLength: 1 }),
      (visitor, session) => {
        const whole = { ...event, visitor, session }
        const filter = followed.map((who) => followWord(whole, who)).join(' ')
        expect(matches(whole, filter)).toBe(true)
        expect(matches({ ...whole, visitor: `${visitor} ` }, filter)).toBe(false)
      },
    ),
  )
  expect(followed.map((who) => followWord(eventOf(''), who))).toEqual([undefined, undefined])
})

it('takes events that have neither labels, page nor visitor', () => {
  expect(matches(eventOf(''), 'view')).toBe(true)
  expect(matches(eventOf(''), 'undefined')).toBe(false)
})
