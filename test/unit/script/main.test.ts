import { beforeEach, expect, it, vi } from 'vitest'
import * as script from '../../../src/script/main.ts'
import { eventsOf, fakeNetwork } from '../../support/network.ts'
import { clearStorage } from '../../support/page.ts'

const collector = 'https://collect.example/track/activity'

beforeEach(clearStorage)

it('the script tag writes qualifiers and conversions in Rison, without an option', () => {
  const sent = fakeNetwork()
  const tracker = script.createTracker({ collector })
  tracker.track({
    category: 'shop',
    action: 'order',
    qualifiers: { t: { type: 'day' } },
    conversion: { orderID: 'o1', cartTotal: 84.5 },
  })
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

it('the script tag gives the wire and its notation for other trackers', () => {
  expect(Object.keys(script).toSorted()).toEqual(['createTracker', 'rison', 'rivet'])
  expect(script.rivet({ rison: script.rison }).pack(['?u=1\nd=1'], collector).lines).toBe(1)
})
