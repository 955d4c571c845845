import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readAdopted, readChunk } from '../../../src/delivery/chunk.ts'
import { acknowledged } from '../../../src/delivery/transports/acknowledged.ts'
import { cookieJar } from '../../support/cookie-jar.ts'
import { eventsOf, fakeNetwork, readByCollector } from '../../support/network.ts'
import {
  activatePage,
  clearStorage,
  hidePage,
  leavePage,
  prerenderPage,
  showPage,
} from '../../support/page.ts'
import { endOfTask } from '../../support/start-scheduler.ts'
import { startTracker } from '../../support/start-tracker.ts'

const view = { category: 'embed', action: 'view' }

beforeEach(() => {
  vi.useFakeTimers()
  clearStorage()
})
afterEach(() => vi.useRealTimers())

const waiting = (): string[] =>
  Object.keys(localStorage)
    .filter((key) => key.startsWith('_tog.rv-outbox'))
    .map((key) => localStorage.getItem(key)!)
    .filter((chunk) => !readAdopted(chunk))
    .flatMap((chunk) => readChunk(chunk).map(([line]) => line))

describe('what a tracker has recorded', () => {
  it('is in localStorage before it is sent, and no longer when it is delivered', async () => {
    const sent = fakeNetwork()
    const { track, flush } = startTracker()
    track(view)
    track(view)
    await endOfTask()
    expect([waiting().length, sent.length]).toEqual([2, 0])
    flush()
    await endOfTask()
    expect([waiting().length, sent.length]).toEqual([0, 1])
  })

  it('is sent by the next page when this one has died with it', async () => {
    const sent = fakeNetwork()
    startTracker({ batch: { wait: 1e9 } }).track(view)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(sent).toEqual([])
    const next = startTracker()
    await vi.advanceTimersByTimeAsync(10_000)
    const [event] = eventsOf(sent)
    expect(event).toMatchObject({ action: 'view', sequence: 1 })
    next.track(view)
    next.flush()
    await endOfTask()
    // Under the name of whoever recorded it, not of whoever sends it.
    const [, later] = eventsOf(sent)
    expect(later!.sender).not.toBe(event!.sender)
    expect(waiting()).toEqual([])
  })

  it('is left alone by trackers with another collector', async () => {
    const sent = fakeNetwork()
    startTracker({ batch: { wait: 1e9 } }).track(view)
    await vi.advanceTimersByTimeAsync(60_000)
    startTracker({ collector: 'https://other.example/' })
    await vi.advanceTimersByTimeAsync(60_000)
    expect([sent.length, waiting().length]).toEqual([0, 1])
  })

  it('is asked for by this page, when it was left to a beacon that nobody has answered', async () => {
    const sent = fakeNetwork()
    const { track } = startTracker({ delivery: acknowledged() })
    track(view)
    hidePage()
    leavePage()
    expect([sent.map(({ by }) => by), waiting().length]).toEqual([['beacon'], 1])
    await endOfTask()
    showPage()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(sent.map(({ by }) => by)).toEqual(['beacon', 'fetch', 'fetch'])
    // Asked for by its key, which the collector here answers as one that knows no questions: then it is sent again.
    expect(sent.map((request) => readByCollector(request).questions.length)).toEqual([0, 1, 0])
    const [first, second] = eventsOf(sent)
    expect([second!.sender, second!.sequence]).toEqual([first!.sender, first!.sequence])
    expect(waiting()).toEqual([])
  })

  it('waits on where the collector does not keep the contract', async () => {
    const sent = fakeNetwork({ answer: () => new Response('<h1>Welcome!</h1>') })
    const { track, flush, issues } = startTracker({ delivery: acknowledged() })
    track(view)
    flush()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(sent.length).toBeGreaterThan(0)
    expect([waiting().length, issues]).toEqual([1, [expect.objectContaining({ reason: 'unreachable' })]])
  })

  it('loses nothing when the page clears its storage', async () => {
    const sent = fakeNetwork()
    const { track, flush } = startTracker()
    track(view)
    await endOfTask()
    localStorage.clear()
    track(view)
    flush()
    await endOfTask()
    expect(eventsOf(sent).map(({ sequence }) => sequence)).toEqual([1, 2])
  })
})

describe('while the page is rendered in advance, a tracker', () => {
  it('stores nothing and sends nothing', async () => {
    prerenderPage()
    const sent = fakeNetwork()
    const { written } = cookieJar()
    const { track, flush } = startTracker()
    track(view)
    flush()
    leavePage()
    await vi.advanceTimersByTimeAsync(60_000)
    expect([sent, written, Object.keys(localStorage)]).toEqual([[], [], []])
  })

  it('remembers what happened and when, for when somebody comes to see it', async () => {
    vi.setSystemTime(1_795_000_000_000)
    prerenderPage()
    const sent = fakeNetwork()
    const { track } = startTracker()
    track(view)
    await vi.advanceTimersByTimeAsync(60_000)
    activatePage()
    track({ category: 'embed', action: 'click' })
    await vi.advanceTimersByTimeAsync(2_000)
    expect(eventsOf(sent)).toMatchObject([
      { action: 'view', date: 1_795_000_000, sequence: 1 },
      { action: 'click', date: 1_795_000_060, sequence: 2 },
    ])
  })

  it('reports what it cannot record then', async () => {
    prerenderPage()
    const { track, issues } = startTracker()
    track({ category: '', action: 'view' })
    expect(issues).toEqual([])
    activatePage()
    await endOfTask()
    expect(issues).toMatchObject([{ reason: 'invalid', field: 'category' }])
  })
})
