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
  ['that wire when its option is undefined', { wire: undefined as never }],
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

it('the script tag passes its options on', async () => {
  const onIssue = vi.fn()
  script.createTracker({ collector: 'ftp://collect.example/', onIssue })
  await vi.waitFor(() => expect(onIssue).toHaveBeenCalled())
  expect(onIssue.mock.calls).toEqual([
    [{ reason: 'invalid', field: 'collector', value: 'ftp://collect.example/' }],
  ])
})

const refuse = (): never => {
  throw new Error('options')
}

it('the script tag reports what a getter of its options throws', () => {
  const onIssue = vi.fn()
  const options = {
    collector,
    onIssue,
    get batch(): never {
      return refuse()
    },
  }
  const tracker = script.createTracker(options)
  tracker.track(structured)
  tracker.stop()
  expect(onIssue.mock.calls).toEqual([[{ reason: 'unexpected', value: new Error('options') }]])
})

it('the script tag throws nothing when its options refuse to be read', () => {
  const sent = fakeNetwork()
  const tracker = script.createTracker(new Proxy({ collector }, { get: refuse, ownKeys: refuse }))
  tracker.track(structured)
  tracker.stop()
  expect(sent).toEqual([])
})

it('the script tag has the names', () => {
  expect(Object.keys(script).toSorted()).toEqual([
    'acknowledged',
    'clicks',
    'consent',
    'createConsent',
    'createTracker',
    'declarative',
    'pageViews',
    'rivet',
    'tracker',
    'visibility',
  ])
})
