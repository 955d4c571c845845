import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createTracker } from '../../../../src/tracker/create-tracker.ts'
import type { Issue } from '../../../../src/types.ts'
import { type ProfileStoreOptions, profileStore } from '../../../../src/wires/profile-store/profile-store.ts'
import { fakeNetwork, type Sent } from '../../../support/network.ts'
import { clearStorage, openPage } from '../../../support/page.ts'

const collector = 'https://collect.example/api/v1.0/TrackBulk'

beforeEach(() => {
  vi.useFakeTimers()
  clearStorage()
  document.title = 'Bags'
})
afterEach(() => vi.useRealTimers())

const started = (options?: ProfileStoreOptions) => {
  const issues: Issue[] = []
  const sent: Sent[] = fakeNetwork()
  const tracker = createTracker({
    collector,
    wire: profileStore(options),
    onIssue: (issue) => issues.push(issue),
  })
  return { tracker, issues, sent, events: () => sent.flatMap(({ body }) => JSON.parse(body)) }
}

it('events know their page, its title, who and when', () => {
  openPage('https://shop.example/bags')
  const { tracker, sent, events } = started()
  tracker.track({ eventType: 'pageview', value: 'Bags' })
  tracker.track({ eventType: 'photo', value: 'A photo' })
  tracker.flush()
  expect(sent.map(({ url }) => url)).toEqual([collector])
  const [first, second] = events()
  expect(first).toMatchObject({ pageUri: 'https://shop.example/bags', pageTitle: 'Bags' })
  expect(second).toMatchObject({ deviceId: first.deviceId, sessionId: first.sessionId })
  expect(first.trackId.replace(/1$/, '2')).toBe(second.trackId)
  expect([first.eventTime, second.eventTime].sort()).toEqual([first.eventTime, second.eventTime])
})

it('a clock and defaults say their part', async () => {
  const { tracker, events } = started()
  const done = tracker
    .with({ user: { name: 'John Smith' }, payload: { list: 'bags' } })
    .time({ eventType: 'load', value: 'Loaded', user: { email: 'john@example.com' } })
  await vi.advanceTimersByTimeAsync(87)
  done()
  tracker.flush()
  expect(events()).toMatchObject([
    {
      user: { name: 'John Smith', email: 'john@example.com' },
      payload: { list: 'bags', duration: 87 },
    },
  ])
})

it('sends nothing with a key among the options, and says which, but not the key', async () => {
  const { tracker, sent, issues } = started({ apiKey: 'epi-single 0123' } as ProfileStoreOptions)
  tracker.track({ eventType: 'pageview', value: 'Bags' })
  tracker.flush()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(sent).toEqual([])
  expect(issues).toEqual([{ reason: 'invalid', field: 'apiKey' }])
})
