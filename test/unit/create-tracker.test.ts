import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createTracker, type TrackerOptions } from '../../src/create-tracker.ts'
import type { Delivery, Issue, Tracker } from '../../src/types.ts'
import { rivet } from '../../src/wires/rivet.ts'
import type { RivetEvent } from '../../src/wires/rivet-event.ts'
import { blockCookies, cookieJar, writeCookie } from '../support/cookie-jar.ts'
import { fakeDelivery } from '../support/fake-delivery.ts'
import { eventsOf, fakeNetwork } from '../support/network.ts'
import {
  clearStorage,
  hidePage,
  leavePage,
  openInForeignFrame,
  openPage,
  showPage,
  stubGlobal,
} from '../support/page.ts'

const collector = 'https://collect.example/track/activity'
const view = { category: 'embed', action: 'view' }
const now = 1_795_000_000_123

const trackers: Tracker<RivetEvent>[] = []

/** A tracker that hears of its issues; it is stopped when the test is over. */
const start = (options: Partial<TrackerOptions> = {}) => {
  const issues: Issue[] = []
  const onIssue = (issue: Issue): void => {
    issues.push(issue)
  }
  const tracker = createTracker({ collector, onIssue, ...options })
  trackers.push(tracker)
  return { ...tracker, issues }
}

beforeEach(() => {
  vi.useFakeTimers({ now })
  clearStorage()
})
afterEach(() => {
  for (const { stop } of trackers.splice(0)) stop()
  vi.useRealTimers()
})

describe('createTracker', () => {
  it('sends what is tracked to the collector, with ids, page and key', () => {
    openPage('https://shop.example/bags?page=2')
    const sent = fakeNetwork()
    const { track, flush, issues } = start()
    track({ ...view, labels: { embedId: 'e-42', photo: 3 } })
    track({ category: 'embed', action: 'click', organization: 7 })
    flush()
    const id = expect.stringMatching(/^[\w-]{21}$/)
    const common = {
      category: 'embed',
      date: Math.floor(now / 1000),
      visitor: id,
      session: id,
      page: 'https://shop.example/bags?page=2',
      source: 1,
      sender: expect.stringMatching(/^[\w-]{10}$/),
    }
    expect(eventsOf(sent)).toEqual([
      { ...common, action: 'view', labels: { embedId: 'e-42', photo: '3' }, organization: 1, sequence: 1 },
      { ...common, action: 'click', organization: 7, sequence: 2 },
    ])
    expect(sent.map(({ by, url }) => [by, url])).toEqual([['beacon', collector]])
    expect(issues).toEqual([])
  })

  it('has the ids it writes in cookies and localStorage', () => {
    const sent = fakeNetwork()
    const { track, flush } = start()
    track(view)
    flush()
    const [event] = eventsOf(sent)
    for (const [key, id] of [
      ['_tog.rv-userID', event!.visitor],
      ['_tog.rv-sessionID', event!.session],
    ] as const) {
      expect(localStorage.getItem(key)).toBe(id)
      expect(document.cookie.split('; ')).toContain(`${key}=${id}`)
    }
  })

  it('keeps the ids of the platform', () => {
    writeCookie('_tog.rv-userID=theirs; path=/')
    localStorage.setItem('_tog.rv-sessionID', 'theirs too')
    const sent = fakeNetwork()
    const { track, flush } = start()
    track(view)
    flush()
    expect(eventsOf(sent)).toMatchObject([{ visitor: 'theirs', session: 'theirs too' }])
  })

  it('keeps one visitor and one session where nothing can be stored', () => {
    blockCookies()
    stubGlobal('localStorage', undefined)
    const sent = fakeNetwork()
    const { track, flush, issues } = start()
    track(view)
    vi.advanceTimersByTime(60_000)
    track(view)
    flush()
    const events = eventsOf(sent)
    expect(events).toHaveLength(2)
    expect(events[0]).toMatchObject({ visitor: events[1]!.visitor, session: events[1]!.session })
    expect(issues).toEqual([])
  })

  it('partitions its cookies in a frame of another origin, and names no page it is not told of', () => {
    openPage('https://widget.example/')
    openInForeignFrame()
    const { written } = cookieJar()
    const sent = fakeNetwork()
    const { track, flush } = start()
    track(view)
    flush()
    expect(written).toHaveLength(2)
    for (const cookie of written) expect(cookie).toMatch(/; sameSite=None; secure; partitioned; expires=/)
    expect(eventsOf(sent)[0]).not.toHaveProperty('page')
  })

  it.each([
    ['relative to the page', '/track/activity', 'https://shop.example/track/activity'],
    ['as a URL', new URL(collector), collector],
    ['on http', 'http://127.0.0.1:8080/', 'http://127.0.0.1:8080/'],
  ])('takes a collector %s', (_, address, url) => {
    openPage('https://shop.example/bags')
    const sent = fakeNetwork()
    const { track, flush } = start({ collector: address })
    track(view)
    flush()
    expect(sent.map((request) => request.url)).toEqual([url])
  })

  it.each([
    'https://',
    'http://[',
    'ftp://collect.example/',
    'javascript:alert(1)',
    'data:text/plain,',
    'blob:https://shop.example/1',
  ])('reports the collector %s, and does nothing', async (address) => {
    const sent = fakeNetwork()
    const { track, with: withDefaults, time, flush, stop, issues } = start({ collector: address })
    expect(issues).toEqual([{ reason: 'invalid', field: 'collector', value: address }])
    track(view)
    withDefaults(view).track({})
    time(view)()
    flush()
    leavePage()
    stop()
    await vi.runAllTimersAsync()
    expect(sent).toEqual([])
    expect(issues).toHaveLength(1)
    expect([document.cookie, localStorage.length]).toEqual(['', 0])
  })

  it('takes another wire', () => {
    const sent = fakeNetwork()
    const tracker = createTracker({ collector, wire: rivet({ pack: 'address', writeDefaults: true }) })
    tracker.track(view)
    tracker.track(view)
    tracker.stop()
    expect(sent.map(({ body }) => body)).toEqual(['', ''])
    expect(sent[0]!.url).toMatch(
      /^https:\/\/collect\.example\/track\/activity\?d=\d+&c=embed&a=view&.*&o=1&r=1/,
    )
  })

  it('takes another delivery', () => {
    const { attempts, delivery } = fakeDelivery()
    const { track, flush } = start({ delivery })
    track(view)
    flush()
    expect(attempts.map(({ reason, lines }) => [reason, lines.length])).toEqual([['manual', 1]])
  })
})

describe('a tracker sends', () => {
  const reasons = (options: Partial<TrackerOptions> = {}) => {
    const { attempts, delivery } = fakeDelivery()
    const tracker = start({ delivery, ...options })
    const sent = () => attempts.map(({ reason }) => reason)
    return { ...tracker, sent }
  }

  it('when as many wait as it is told', async () => {
    const { track, sent } = reasons({ batch: { count: 2 } })
    track(view)
    track(view)
    await vi.advanceTimersByTimeAsync(0)
    expect(sent()).toEqual(['count'])
  })

  it('two seconds later', () => {
    const { track, sent } = reasons()
    track(view)
    vi.advanceTimersByTime(2_000)
    expect(sent()).toEqual(['wait'])
  })

  it('when the page is hidden, and from then on at once', async () => {
    const { track, sent } = reasons()
    track(view)
    hidePage()
    expect(sent()).toEqual(['hidden'])
    track(view)
    await vi.advanceTimersByTimeAsync(0)
    expect(sent()).toEqual(['hidden', 'hidden'])
    showPage()
    track(view)
    await vi.advanceTimersByTimeAsync(0)
    expect(sent()).toHaveLength(2)
  })

  it('when the page is left', () => {
    const { track, sent } = reasons()
    track(view)
    leavePage()
    expect(sent()).toEqual(['pagehide'])
  })

  it('when it is told, by itself or by a tracker of with()', () => {
    const { track, flush, with: withDefaults, sent } = reasons()
    const child = withDefaults({ category: 'embed' })
    for (const send of [flush, child.flush, child.stop]) {
      track(view)
      send()
    }
    expect(sent()).toEqual(['manual', 'manual', 'manual'])
  })

  it('what waits when it is stopped, and leaves nothing on the page', async () => {
    const listeners = vi.spyOn(window, 'addEventListener')
    const { track, stop, issues, sent } = reasons()
    track(view)
    stop()
    expect(sent()).toEqual(['stop'])
    expect(vi.getTimerCount()).toBe(0)
    expect(listeners).toHaveBeenCalled()
    for (const [, , options] of listeners.mock.calls) {
      expect((options as AddEventListenerOptions).signal?.aborted).toBe(true)
    }
    listeners.mockRestore()
    track(view)
    hidePage()
    leavePage()
    await vi.runAllTimersAsync()
    expect(sent()).toEqual(['stop'])
    expect(issues).toEqual([{ reason: 'stopped' }])
  })
})

describe('trackers', () => {
  const failure = new Error('delivery')
  it.each<[string, Delivery]>([
    ['rejects', () => Promise.reject(failure)],
    [
      'throws',
      () => {
        throw failure
      },
    ],
  ])('report a delivery that %s, and keep the events for the next', async (_, fail) => {
    const { attempts, delivery } = fakeDelivery()
    const flaky = vi.fn(delivery).mockImplementationOnce(fail)
    const { track, flush, issues } = start({ delivery: flaky })
    track(view)
    flush()
    await vi.advanceTimersByTimeAsync(0)
    expect(issues).toEqual([{ reason: 'unexpected', value: failure }])
    flush()
    expect(attempts.map(({ lines }) => lines.length)).toEqual([1])
  })

  it('leave no hole in the sequence for events that are refused', () => {
    const sent = fakeNetwork()
    const { track, flush, issues } = start()
    track(view)
    track({ category: '', action: 'view' })
    track({ ...view, date: 1.5 })
    track(view)
    flush()
    expect(eventsOf(sent).map(({ sequence }) => sequence)).toEqual([1, 2])
    expect(issues.map(({ field }) => field)).toEqual(['category', 'date'])
  })

  it('count one sequence with those they make by with()', () => {
    const sent = fakeNetwork()
    const { track, with: withDefaults, flush } = start()
    const child = withDefaults({ category: 'embed' })
    track(view)
    child.track({ action: 'view' })
    child.time({ action: 'load' })()
    track(view)
    flush()
    const events = eventsOf(sent)
    expect(events.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4])
    expect(new Set(events.map(({ sender }) => sender)).size).toBe(1)
  })

  it('live side by side: same ids, each its own sender and end', () => {
    const sent = fakeNetwork()
    const [one, other] = [start(), start()]
    one.track(view)
    other.track(view)
    one.stop()
    other.track(view)
    other.flush()
    const [first, second, third] = eventsOf(sent)
    expect(second).toMatchObject({ visitor: first!.visitor, session: first!.session, sequence: 1 })
    expect(second!.sender).not.toBe(first!.sender)
    expect(third).toMatchObject({ sender: second!.sender, sequence: 2 })
    expect(other.issues).toEqual([])
  })

  it('go on when onIssue throws', () => {
    const sent = fakeNetwork()
    const onIssue = vi.fn(() => {
      throw new Error('host')
    })
    const { track, flush } = start({ onIssue })
    track({ category: '', action: 'view' })
    track(view)
    flush()
    expect(onIssue).toHaveBeenCalledTimes(1)
    expect(eventsOf(sent)).toHaveLength(1)
  })

  it('report what they had to drop', () => {
    fakeNetwork({ quota: 0, isReachable: () => false })
    const { track, issues } = start({ batch: { count: Infinity, bytes: Infinity } })
    for (let event = 0; event <= 5_000; event++) track(view)
    expect(issues).toEqual([{ reason: 'outbox-full' }])
  })
})
