import { expect, it } from 'vitest'
import { matches } from '../../../src/live/page/matches.ts'
import { eventOf } from './support/events.ts'

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
  ['nothing', ''],
  ['nothing but spaces', '   '],
])('finds %s', (_, filter) => expect(matches(event, filter)).toBe(true))

it.each([
  ['another type', 'embed/click'],
  ['one word of several that is not there', 'embed click'],
  ['what stands in no field but in two that are neighbours', 'viewV1StGXR8'],
  ['what is written like a pattern', 'e.42'],
  ['the session', 'S1'],
])('does not find %s', (_, filter) => expect(matches(event, filter)).toBe(false))

it('takes events that have neither labels, page nor visitor', () => {
  expect(matches(eventOf(''), 'view')).toBe(true)
  expect(matches(eventOf(''), 'undefined')).toBe(false)
})
