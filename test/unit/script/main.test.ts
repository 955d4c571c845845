import { beforeEach, expect, it, vi } from 'vitest'
import * as script from '../../../src/script/main.ts'
import { eventsOf, fakeNetwork } from '../../support/network.ts'
import { clearStorage } from '../../support/page.ts'

const collector = 'https://collect.example/track/activity'

beforeEach(clearStorage)

const structured = {
  category: 'shop',
  action: 'order',
  qualifiers: { t: { type: 'day' } },
  conversion: { orderID: 'o1', cartTotal: 84.5 },
}

it.each([
  ['the wire it has anyway', {}],
  ['a wire of its own', { wire: script.rivet({ pack: 'address' as const }) }],
])('the script tag writes qualifiers and conversions in Rison by %s', (_, options) => {
  const sent = fakeNetwork()
  const tracker = script.createTracker({ collector, ...options })
  tracker.track(structured)
  tracker.stop()
  expect(eventsOf(sent)).toMatchObject([
    { qualifiers: '(t:(type:day))', conversion: '(orderID:o1,cartTotal:84.5)' },
  ])
})

it('the script tag passes its options on', () => {
  const onIssue = vi.fn()
  script.createTracker({ collector: 'ftp://collect.example/', onIssue })
  expect(onIssue.mock.calls).toEqual([
    [{ reason: 'invalid', field: 'collector', value: 'ftp://collect.example/' }],
  ])
})

it('the script tag has two names', () => {
  expect(Object.keys(script).toSorted()).toEqual(['createTracker', 'rivet'])
})
