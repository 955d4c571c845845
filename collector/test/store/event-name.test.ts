import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readEventName } from '../../src/store/event-name.ts'

it.each([
  ['f3K.7', { sender: 'f3K', sequence: 7 }],
  ['a.b.7', { sender: 'a.b', sequence: 7 }],
  ['event.7', { sender: 'event', sequence: 7, id: '7' }],
  ['a\nb.7', { sender: 'a\nb', sequence: 7 }],
  ['a.9007199254740991', { sender: 'a', sequence: Number.MAX_SAFE_INTEGER }],
  ['a.9007199254740992', {}],
  ['a.07', {}],
  ['a.0', {}],
  ['a.-7', {}],
  ['a.7 ', {}],
  ['.7', {}],
  ['7', {}],
  ['', {}],
])('reads %j', (track, name) => {
  expect(readEventName(track)).toStrictEqual({ track, ...name })
})

it('reads back every key as it is answered', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.integer({ min: 1, max: 2 ** 52 }), (sender, sequence) => {
      expect(readEventName(`${sender}.${sequence}`)).toMatchObject({ sender, sequence })
    }),
  )
})
