import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createTracker } from '../../../src/tracker/create-tracker.ts'
import type { Issue, Wire } from '../../../src/types.ts'
import { kaltura } from '../../../src/wires/kaltura/kaltura.ts'
import { profileStore } from '../../../src/wires/profile-store/profile-store.ts'
import { checkPlan } from '../../../src/wires/rivet/check-plan.ts'
import { definePlan } from '../../../src/wires/rivet/plan.ts'
import { rison } from '../../../src/wires/rivet/rison.ts'
import { rivet } from '../../../src/wires/rivet/rivet.ts'
import { eventsOf, fakeNetwork } from '../../support/network.ts'
import { clearStorage } from '../../support/page.ts'
import { collector, startTracker } from '../../support/start-tracker.ts'

beforeEach(() => {
  vi.useFakeTimers()
  clearStorage()
})
afterEach(() => vi.useRealTimers())

const view = { category: 'embed', action: 'view' }
const ignored = (field: string, value: unknown): Issue => ({ reason: 'invalid', field, value, events: 0 })

/** Tracks whatever is given, by any wire. @returns what was sent, as text, and the issues */
const tracked = (wire: unknown, ...events: object[]) => {
  const sent = fakeNetwork()
  const issues: Issue[] = []
  const tracker = createTracker<object>({
    collector,
    wire: wire as Wire<object> | undefined,
    onIssue: (issue) => issues.push(issue),
  })
  for (const event of events) tracker.track(event)
  tracker.stop()
  return { text: decodeURIComponent(sent.map(({ body }) => body).join('\n')), sent, issues }
}

describe('a field that the dialect does not have', () => {
  it.each<[string, unknown, object]>([
    ['Rivet', undefined, view],
    ['rivet({ rison })', rivet({ rison }), view],
    ['a plan', definePlan({ embed: { view: {} } }, checkPlan)(rivet()), view],
    ['Kaltura', kaltura({ partnerId: 1 }), { type: 'pause', entryId: '1_a' }],
    ['Profile Store', profileStore(), { eventType: 'embed', value: 'view' }],
  ])('is an issue, and the event goes without it: %s', (_, wire, event) => {
    const fields = { foo: 'stray', colour: 7, constructor: 'stray', toString: 'stray', none: undefined }
    const { text, sent, issues } = tracked(wire, { ...event, ...fields })
    expect(issues).toEqual([
      ignored('foo', 'stray'),
      ignored('colour', 7),
      ignored('constructor', 'stray'),
      ignored('toString', 'stray'),
    ])
    expect(sent).toHaveLength(1)
    expect(text).toMatch(/embed|1_a/)
    expect(text).not.toMatch(/stray|foo|colour/)
  })

  it('is `value` in Rivet’s and Kaltura’s, and one of the Profile Store’s own', () => {
    expect(tracked(undefined, { ...view, value: 42 }).issues).toEqual([ignored('value', 42)])
    const pause = { type: 'pause', entryId: '1_a', value: 42 }
    expect(tracked(kaltura({ partnerId: 1 }), pause).issues).toEqual([ignored('value', 42)])
    expect(tracked(profileStore(), { eventType: 'a', value: '42' }).issues).toEqual([])
  })

  it('costs no event, neither one that is counted nor one that is numbered', () => {
    const { sent } = tracked(undefined, { ...view, foo: 1 }, { ...view, foo: 2 })
    expect(eventsOf(sent).map(({ sequence }) => sequence)).toEqual([1, 2])
    expect(sent.map(({ body }) => body).join()).toContain('h=recorded.2')
    expect(sent.map(({ body }) => body).join()).not.toContain('invalid')
  })

  it('may be a parameter of Kaltura’s', () => {
    const parameters = { foo: 'stray' }
    const { text, issues } = tracked(kaltura({ partnerId: 1 }), { type: 'pause', entryId: '1_a', parameters })
    expect(issues).toEqual([])
    expect(text).toContain('foo=stray')
  })

  it('is none that `time()` says', () => {
    const sent = fakeNetwork()
    const issues: Issue[] = []
    const options = { collector, onIssue: (issue: Issue) => issues.push(issue) }
    const player = createTracker({ ...options, wire: kaltura({ partnerId: 1 }) })
    player.time({ type: 'info', entryId: '1_a' })()
    player.stop()
    expect(issues).toEqual([])
    expect(sent).toHaveLength(1)
  })
})

describe('labels', () => {
  const labelsOf = (run: (tracker: ReturnType<typeof startTracker>) => void) => {
    const sent = fakeNetwork()
    const tracker = startTracker()
    run(tracker)
    tracker.stop()
    return { labels: eventsOf(sent).map(({ labels }) => labels), issues: tracker.issues }
  }

  it('are two; of more the first are kept, and each other is an issue', () => {
    const labels = { a: '1', none: undefined, b: 2, c: '3', d: 4 }
    expect(labelsOf(({ track }) => track({ ...view, labels }))).toEqual({
      labels: [{ a: '1', b: '2' }],
      issues: [ignored('labels.c', '3'), ignored('labels.d', 4)],
    })
  })

  it('of the event come before those of its tracker, and these before those of the one around', () => {
    const { labels, issues } = labelsOf((tracker) => {
      const card = tracker.with({ labels: { site: 's' } }).with({ labels: { embedId: 'e', photo: 'old' } })
      card.track({ ...view, labels: { photo: 'p' } })
      card.track({ ...view, labels: { photo: 'p', position: 3 } })
    })
    expect(labels).toEqual([
      { photo: 'p', embedId: 'e' },
      { photo: 'p', position: '3' },
    ])
    expect(issues).toEqual([
      ignored('labels.site', 's'),
      ignored('labels.embedId', 'e'),
      ignored('labels.site', 's'),
    ])
  })

  it('that are declared follow the same rule', () => {
    // What the plugin says of a click; that it says so is seen in browsers.
    const signal = { name: 'photo/open', labels: { photo: 'p', page: '2', shop: 's', embedId: 'e' } }
    expect(labelsOf((tracker) => tracker.use((emit) => emit(signal)))).toEqual({
      labels: [{ photo: 'p', page: '2' }],
      issues: [ignored('labels.shop', 's'), ignored('labels.embedId', 'e')],
    })
  })

  it('of a plugin are its first two facts, and the others are nobody’s mistake', () => {
    const signal = { name: 'tile/open', a: '1', b: '2', c: '3' }
    expect(labelsOf((tracker) => tracker.use((emit) => emit(signal)))).toEqual({
      labels: [{ a: '1', b: '2' }],
      issues: [],
    })
  })
})

describe('an option that createTracker does not have', () => {
  it('is an issue, and the tracker works', async () => {
    const sent = fakeNetwork()
    const tracker = startTracker({ debug: true, organisation: 7, none: undefined } as object)
    tracker.track(view)
    tracker.stop()
    expect(tracker.issues).toEqual([ignored('debug', true), ignored('organisation', 7)])
    expect(eventsOf(sent)).toHaveLength(1)
  })

  it('is none of those that there are', () => {
    fakeNetwork()
    const { issues } = startTracker({
      batch: {},
      delivery: undefined,
      outbox: undefined,
      consent: undefined,
      isAnonymous: false,
      parameters: [],
      ids: undefined,
      plugins: [],
    })
    expect(issues).toEqual([])
  })
})
