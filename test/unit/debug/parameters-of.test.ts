import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parametersOf } from '../../../src/debug/parameters-of.ts'
import { titleOf } from '../../../src/debug/title-of.ts'
import { garbage, nearly, right } from '../../support/garbage.ts'

it('fields are told by name, those inside by both names, and deeper ones as JSON', () => {
  const event = {
    category: 'embed',
    labels: { embedId: 'e-42', photo: null },
    payload: { a: { b: [1, 'x'] } },
    duration: undefined,
    value: Number.NaN,
    empty: {},
  }
  expect(parametersOf(event)).toEqual([
    ['category', 'embed'],
    ['labels.embedId', 'e-42'],
    ['labels.photo', 'null'],
    ['payload.a', '{"b":[1,"x"]}'],
    ['value', 'NaN'],
    ['empty', '{}'],
  ])
})

it('what was thrown is told by what it says', () => {
  expect(parametersOf({ value: new TypeError('no such thing') })).toEqual([
    ['value', 'TypeError: no such thing'],
  ])
})

it('long values and long lists end somewhere', () => {
  expect(parametersOf({ long: 'x'.repeat(5_000) })[0]![1]).toBe(`${'x'.repeat(2_000)}…`)
  expect(
    parametersOf(Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`f${at}`, at]))),
  ).toHaveLength(100)
})

it('whatever is given, texts are what comes out', () => {
  const event = nearly({
    category: right(fc.string()),
    labels: nearly({ a: garbage, b: garbage }),
    payload: garbage,
  })
  fc.assert(
    fc.property(fc.oneof(event, garbage), (make) => {
      for (const parameter of parametersOf(make())) {
        expect(parameter.map((each) => typeof each)).toEqual(['string', 'string'])
        expect(parameter.every(({ length }) => length <= 2_001)).toBe(true)
      }
    }),
    { numRuns: 500 },
  )
})

it.each([
  [{ category: 'embed', action: 'view' }, 'embed/view'],
  [{ category: 'embed' }, 'embed/?'],
  [{ eventType: 'pageview', value: 'x' }, 'pageview'],
  [{ type: 'seek', entryId: '0_x' }, 'seek'],
  [{}, 'event'],
])('the kind of %j is %s', (event, title) => {
  expect(titleOf(parametersOf(event))).toBe(title)
})
