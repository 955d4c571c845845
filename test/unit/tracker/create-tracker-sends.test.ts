import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { TrackerOptions } from '../../../src/tracker/tracker-options.ts'
import { fakeDelivery } from '../../support/fake-delivery.ts'
import { clearStorage, hidePage, leavePage, showPage } from '../../support/page.ts'
import { endOfTask } from '../../support/start-scheduler.ts'
import { startTracker } from '../../support/start-tracker.ts'

const view = { category: 'embed', action: 'view' }

beforeEach(() => {
  vi.useFakeTimers()
  clearStorage()
})
afterEach(() => vi.useRealTimers())

/** A tracker whose requests are never answered, unless the test does; and of each, whether the page was left. */
const start = (options: Partial<TrackerOptions> = {}) => {
  const { attempts, delivery } = fakeDelivery()
  const tracker = startTracker({ delivery, ...options })
  const sent = () => attempts.map(({ isLeaving }) => (isLeaving ? 'leaving' : 'staying'))
  return { ...tracker, attempts, sent }
}

describe('a tracker sends', () => {
  it('when as many wait as it is told', async () => {
    const { track, sent } = start({ batch: { count: 2 } })
    track(view)
    track(view)
    await endOfTask()
    expect(sent()).toEqual(['staying'])
  })

  it('two seconds later', async () => {
    const { track, sent } = start()
    track(view)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(sent()).toEqual(['staying'])
  })

  it('when the page is hidden, and from then on at once', async () => {
    const { track, sent } = start()
    track(view)
    hidePage()
    expect(sent()).toEqual(['leaving'])
    track(view)
    await endOfTask()
    expect(sent()).toEqual(['leaving', 'leaving'])
    showPage()
    track(view)
    await endOfTask()
    expect(sent()).toHaveLength(2)
  })

  it('when the page is left', () => {
    const { track, sent } = start()
    track(view)
    leavePage()
    expect(sent()).toEqual(['leaving'])
  })

  it('what is tracked in the last moment of the page', async () => {
    const { track, attempts } = start()
    window.addEventListener('pagehide', () => track(view), { once: true })
    track(view)
    // In this order: https://html.spec.whatwg.org/#unload-a-document
    leavePage()
    hidePage()
    // A microtask is all that is left to a page that goes.
    await Promise.resolve()
    expect(attempts.reduce((sum, { request }) => sum + request.lines, 0)).toBe(2)
  })

  it('when the network is back, what could not be sent before', async () => {
    const { track, flush, attempts, sent } = start()
    track(view)
    flush()
    await endOfTask()
    attempts[0]!.answer({ status: 0 })
    await vi.advanceTimersByTimeAsync(0)
    window.dispatchEvent(new Event('online'))
    await endOfTask()
    expect(sent()).toEqual(['staying', 'staying'])
  })

  it('when it is told, by itself or by a tracker of with()', async () => {
    const { track, flush, with: withDefaults, attempts, sent } = start()
    const child = withDefaults({ category: 'embed' })
    for (const send of [flush, child.flush, child.stop]) {
      track(view)
      send()
      await endOfTask()
      attempts.at(-1)!.answer()
      await endOfTask()
    }
    expect(sent()).toEqual(['staying', 'staying', 'staying'])
  })
})

describe('a tracker that is stopped', () => {
  it('sends what waits, and leaves nothing on the page', async () => {
    const added = vi.spyOn(window, 'addEventListener')
    const removed = vi.spyOn(window, 'removeEventListener')
    const { track, stop, issues, sent } = start()
    track(view)
    stop()
    expect(sent()).toEqual(['leaving'])
    await endOfTask()
    expect(vi.getTimerCount()).toBe(0)
    expect(added).toHaveBeenCalled()
    expect(removed.mock.calls).toEqual(added.mock.calls)
    vi.restoreAllMocks()
    track(view)
    hidePage()
    leavePage()
    showPage()
    window.dispatchEvent(new Event('online'))
    await vi.runAllTimersAsync()
    expect(sent()).toEqual(['leaving'])
    expect(issues).toEqual([{ reason: 'stopped' }])
  })

  it.each([
    ['throws', false],
    ['rejects', true],
  ])('tries nothing again, even where the delivery %s at that', async (_, isAsync) => {
    const failure = new Error('broken')
    const { track, stop } = startTracker({
      delivery: {
        send() {
          if (isAsync) return Promise.reject(failure)
          throw failure
        },
      },
    })
    track(view)
    stop()
    await endOfTask()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('tries nothing again of what was in flight or left with it', async () => {
    const { track, flush, stop, attempts, sent } = start()
    track(view)
    flush()
    await endOfTask()
    track(view)
    stop()
    for (const { answer } of attempts) answer({ status: 503 })
    // Until the look for what others have left, which has begun, is over.
    await vi.advanceTimersByTimeAsync(1_000)
    expect(vi.getTimerCount()).toBe(0)
    expect(sent()).toEqual(['staying', 'leaving'])
  })
})
