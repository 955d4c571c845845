import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createTracker } from '../../../src/tracker/create-tracker.ts'
import { rivet } from '../../../src/wires/rivet/rivet.ts'
import { blockCookies, cookieJar, writeCookie } from '../../support/cookie-jar.ts'
import { fakeDelivery } from '../../support/fake-delivery.ts'
import { lineStore } from '../../support/line-store.ts'
import { eventsOf, fakeNetwork } from '../../support/network.ts'
import {
  clearStorage,
  leavePage,
  openInForeignFrame,
  openPage,
  stubGlobal,
  stubGlobalGetter,
} from '../../support/page.ts'
import { endOfTask } from '../../support/start-scheduler.ts'
import { collector, startTracker } from '../../support/start-tracker.ts'

const view = { category: 'embed', action: 'view' }
const now = 1_795_000_000_123

beforeEach(() => {
  vi.useFakeTimers({ now })
  clearStorage()
})
afterEach(() => vi.useRealTimers())

describe('createTracker', () => {
  it('sends what is tracked to the collector, with ids, page and key', async () => {
    openPage('https://shop.example/bags?page=2')
    const sent = fakeNetwork()
    const { track, flush, issues } = startTracker({ parameters: ['page'] })
    track({ ...view, labels: { embedId: 'e-42', photo: 3 } })
    track({ category: 'embed', action: 'click', organization: 7 })
    flush()
    await endOfTask()
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
    expect(sent[0]!.body).not.toMatch(/[?&][or]=1/)
    expect(issues).toEqual([])
  })

  it('has the ids it writes in cookies and localStorage', async () => {
    const sent = fakeNetwork()
    const { track, flush } = startTracker()
    track(view)
    flush()
    await endOfTask()
    const [event] = eventsOf(sent)
    for (const [key, id] of [
      ['_tog.rv-userID', event!.visitor],
      ['_tog.rv-sessionID', event!.session],
    ] as const) {
      expect(localStorage.getItem(key)).toBe(id)
      expect(document.cookie.split('; ')).toContain(`${key}=${id}`)
    }
  })

  it('keeps the ids of the platform', async () => {
    writeCookie('_tog.rv-userID=theirs; path=/')
    localStorage.setItem('_tog.rv-sessionID', 'theirs too')
    const sent = fakeNetwork()
    const { track, flush } = startTracker()
    track(view)
    flush()
    await endOfTask()
    expect(eventsOf(sent)).toMatchObject([{ visitor: 'theirs', session: 'theirs too' }])
  })

  it('keeps one visitor and one session where nothing can be stored', async () => {
    blockCookies()
    stubGlobal('localStorage', undefined)
    const sent = fakeNetwork()
    const { track, flush, issues } = startTracker()
    track(view)
    vi.advanceTimersByTime(60_000)
    track(view)
    flush()
    await endOfTask()
    const events = eventsOf(sent)
    expect(events).toHaveLength(2)
    expect(events[0]).toMatchObject({ visitor: events[1]!.visitor, session: events[1]!.session })
    expect(issues).toEqual([])
  })

  it('partitions its cookies in a frame of another origin, and names no page it is not told of', async () => {
    openPage('https://widget.example/')
    openInForeignFrame()
    const { written } = cookieJar()
    const sent = fakeNetwork()
    const { track, flush } = startTracker()
    track(view)
    flush()
    await endOfTask()
    expect(written).toHaveLength(2)
    for (const cookie of written) expect(cookie).toMatch(/; sameSite=None; secure; partitioned; expires=/)
    expect(eventsOf(sent)[0]).not.toHaveProperty('page')
  })

  it.each([
    ['relative to the page', '/track/activity', 'https://shop.example/track/activity'],
    ['as a URL', new URL(collector), collector],
    ['on http', 'http://127.0.0.1:8080/', 'http://127.0.0.1:8080/'],
  ])('takes a collector %s', async (_, address, url) => {
    openPage('https://shop.example/bags')
    const sent = fakeNetwork()
    const { track, flush } = startTracker({ collector: address })
    track(view)
    flush()
    await endOfTask()
    expect(sent.map((request) => request.url)).toEqual([url])
  })

  it.each([
    'https://',
    'http://[',
    'ftp://collect.example/',
    'javascript:alert(1)',
    'data:text/plain,',
    'blob:https://shop.example/1',
    'httpx://collect.example/',
    '',
    undefined,
    null,
    42,
    {},
    [],
  ])('reports the collector %o, and does nothing', async (address) => {
    const sent = fakeNetwork()
    const {
      track,
      with: withDefaults,
      time,
      flush,
      stop,
      issues,
    } = startTracker({
      collector: address as never,
    })
    await endOfTask()
    expect(issues).toEqual([{ reason: 'invalid', field: 'collector', value: address }])
    track(view)
    withDefaults(view).track({})
    time(view)()
    flush()
    await endOfTask()
    leavePage()
    stop()
    await vi.runAllTimersAsync()
    expect(sent).toEqual([])
    expect(issues).toHaveLength(1)
    expect([document.cookie, localStorage.length]).toEqual(['', 0])
  })

  it('takes another wire', async () => {
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

  it('takes another delivery', async () => {
    const { attempts, delivery } = fakeDelivery()
    const { track, flush } = startTracker({ delivery })
    track(view)
    flush()
    await endOfTask()
    expect(attempts.map(({ request }) => [request.url, request.lines])).toEqual([[collector, 1]])
  })

  it('takes another place for what waits', async () => {
    fakeNetwork()
    const outbox = lineStore()
    const { track } = startTracker({ outbox })
    track(view)
    await endOfTask()
    expect(outbox.lines()).toHaveLength(1)
    expect(Object.keys(localStorage).filter((key) => key.includes('outbox'))).toEqual([])
  })

  it('has its ids, its storage and the address looked at by a later task than the caller’s', async () => {
    const { written } = cookieJar()
    const looked = vi.fn()
    stubGlobalGetter('localStorage', looked)
    stubGlobalGetter('crypto', () => {
      looked()
      return { getRandomValues: (bytes: Uint8Array) => bytes.fill(1) }
    })
    stubGlobal('navigator', { locks: { request: async () => undefined } })
    const { track } = startTracker()
    for (const action of ['view', 'click']) track({ category: 'embed', action })
    await Promise.resolve()
    expect([written.length, looked.mock.calls.length]).toEqual([0, 0])
    await endOfTask()
    expect(written.length).toBeGreaterThan(0)
    expect(looked).toHaveBeenCalled()
  })

  it('looks at nothing before the page is loaded, where nothing is tracked', async () => {
    const { written } = cookieJar()
    const looked = vi.fn()
    stubGlobalGetter('localStorage', looked)
    let owner: object = document
    while (!Object.getOwnPropertyDescriptor(owner, 'readyState')) owner = Object.getPrototypeOf(owner)
    vi.spyOn(owner as Document, 'readyState', 'get').mockReturnValue('interactive')
    startTracker()
    await endOfTask()
    expect(looked).not.toHaveBeenCalled()
    window.dispatchEvent(new Event('load'))
    expect(looked).not.toHaveBeenCalled()
    await endOfTask()
    expect(looked).toHaveBeenCalled()
    // There are no ids without an event.
    expect(written).toEqual([])
    vi.restoreAllMocks()
  })

  it('records when and where it was tracked, though it is written later', async () => {
    openPage('https://shop.example/bags')
    const sent = fakeNetwork()
    const { track, flush } = startTracker()
    track(view)
    openPage('https://shop.example/shoes')
    await vi.advanceTimersByTimeAsync(5_000)
    flush()
    await endOfTask()
    expect(eventsOf(sent)).toMatchObject([
      { page: 'https://shop.example/bags', date: Math.floor(now / 1000) },
    ])
  })
})
