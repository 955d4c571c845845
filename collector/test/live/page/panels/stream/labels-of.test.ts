import { expect, it } from 'vitest'
import { labelsOf } from '../../../../../src/live/page/panels/stream/labels-of.ts'
import { eventOf, hostile } from '../../support/events.ts'

it.each([
  ['no labels', {}, []],
  ['one', { l1: 'embedId', v1: 'e-42' }, [['embedId', 'e-42']]],
  [
    'two, in their order',
    { l1: 'z', v1: '1', l2: 'a', v2: '2' },
    [
      ['z', '1'],
      ['a', '2'],
    ],
  ],
  ['an empty name and value', { l1: '', v1: '' }, [['', '']]],
  [
    'a sale: its order and its total after its labels',
    { l1: 'currency', v1: 'EUR', x: '(cartTotal:43.5,orderID:o-1,products:!())' },
    [
      ['currency', 'EUR'],
      ['orderID', 'o-1'],
      ['cartTotal', '43.5'],
    ],
  ],
  ['a sale that is a text', { x: 'o-1' }, []],
  ['a name that objects have by nature', { l1: '__proto__', v1: hostile }, [['__proto__', hostile]]],
])('reads %s', (_, letters, labels) => {
  expect(labelsOf(eventOf(letters))).toEqual(labels)
})
