import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest'
import { createTracker } from '../../src/tracker/create-tracker.ts'
import { rison } from '../../src/wires/rivet/rison.ts'
import { rivet } from '../../src/wires/rivet/rivet.ts'
import { eventsOf, fakeNetwork, type Sent } from '../support/network.ts'
import { clearStorage } from '../support/page.ts'

const collector = 'https://collect.example/track/activity'

const extend = (prototype: object, name: string, value: unknown): void => {
  Object.defineProperty(prototype, name, { value, enumerable: true, configurable: true, writable: true })
  onTestFinished(() => {
    Reflect.deleteProperty(prototype, name)
  })
}

const hostileHosts: readonly [string, () => void][] = [
  [
    'Array.prototype.toJSON, as old Prototype.js has it',
    () => extend(Array.prototype, 'toJSON', () => '"hostile"'),
  ],
  ['String.prototype.toJSON', () => extend(String.prototype, 'toJSON', () => '"hostile"')],
  ['an enumerable function on Array.prototype', () => extend(Array.prototype, 'last', () => 'hostile')],
  ['an enumerable function on Object.prototype', () => extend(Object.prototype, 'extend', () => 'hostile')],
  ['enumerable text on Object.prototype', () => extend(Object.prototype, 'hostile', 'hostile')],
  ["a field's name on Object.prototype", () => extend(Object.prototype, 'd', 'hostile')],
]

const send = (): Sent[] => {
  const sent = fakeNetwork()
  const tracker = createTracker({ collector, wire: rivet({ rison }) })
  tracker.with({ labels: { embedId: 'e-42' } }).track({
    category: 'embed',
    action: 'view',
    labels: { photo: 3 },
    qualifiers: { t: { city: ['Austin', 'London'] } },
  })
  tracker.time({ category: 'embed', action: 'load', duration: 5 })()
  tracker.stop()
  return sent
}

/** A request without what differs from page to page. */
const comparable = (sent: Sent[]): string[] =>
  sent.map(({ body }) => body.replace(/\b(u|i|k)=[\w-]+/g, '$1=').replace(/\bd=\d+/g, 'd='))

let expected: string[] = []

beforeEach(() => {
  clearStorage()
  expected = comparable(send())
})
afterEach(clearStorage)

it('is the right body on a page that is not hostile', () => {
  expect(eventsOf(send())).toMatchObject([
    { labels: { embedId: 'e-42', photo: '3' }, qualifiers: '(t:(city:!(Austin,London)))', sequence: 1 },
    { action: 'load', duration: 5, sequence: 2 },
  ])
  expect(expected).toHaveLength(1)
})

it.each(hostileHosts)('is the same on a page with %s', (_, install) => {
  install()
  expect(comparable(send())).toEqual(expected)
})

// Last in this file: what is frozen cannot be thawed.
it('is the same on a page that has frozen the platform', () => {
  for (const global of [Object, Array, String, Number, Function, Promise]) {
    Object.freeze(global)
    Object.freeze(global.prototype)
  }
  for (const global of [Math, JSON, Reflect]) Object.freeze(global)
  expect(comparable(send())).toEqual(expected)
})
