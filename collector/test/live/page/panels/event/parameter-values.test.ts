import { expect, it } from 'vitest'
import { parameterValues } from '../../../../../src/live/page/panels/event/parameter-values.ts'
import { dateAndTime } from '../../../../../src/live/page/ui/format.ts'
import { eventParameters } from '../../../../../src/protocols/rivet/parameters.ts'
import { eventOf, hostile } from '../../support/events.ts'

const textsOf = (letters: Record<string, string>) =>
  Object.fromEntries([...parameterValues(eventOf(letters))].map(([name, { text }]) => [name, text]))

it('gives every parameter back as it was sent', () => {
  const letters = {
    d: '1795000007',
    c: 'product',
    a: 'buy',
    l1: 'sku',
    v1: 'A-1',
    l2: 'shelf',
    v2: '',
    u: 'V1',
    i: 'S1',
    o: '7',
    r: '0',
    t: '0',
    x: '(total:9)',
    rr: 'https://shop.example/',
    q: hostile,
    k: 'f3K',
    n: '12',
  }
  const named = eventParameters.map(({ letter, name }) => [name, letters[letter]])
  expect(textsOf(letters)).toEqual(Object.fromEntries(named))
})

it('leaves out what was not sent', () => {
  // The collector fills in organization and source.
  expect(Object.keys(textsOf({})).sort()).toEqual(['action', 'category', 'date', 'organization', 'source'])
})

it('says the date in words beside its seconds', () => {
  expect(parameterValues(eventOf('d=1795000000')).get('date')).toEqual({
    text: '1795000000',
    note: dateAndTime(1795000000000),
  })
})
