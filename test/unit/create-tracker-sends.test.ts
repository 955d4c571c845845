import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { TrackerOptions } from '../../src/create-tracker.ts'
import { fakeDelivery } from '../support/fake-delivery.ts'
import { clearStorage, hidePage, leavePage, showPage } from '../support/page.ts'
import { startTracker } from '../support/start-tracker.ts'

const view = { category: 'embed', action: 'view' }

beforeEach(() => {
  vi.useFakeTimers()
  clearStorage()
})
afterEach(() => vi.useRealTimers())

describe('a tracker sends', () => {
  const reasons = (options: Partial<TrackerOptions> = {}) => {
    const { attempts, delivery } = fakeDelivery()
    const tracker = startTracker({ delivery, ...options })
    const sent = () => attempts.map(({ reason }) => reason)
    return { ...tracker, attempts, sent }
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

  it('nothing again after stop, even where the delivery throws at that', () => {
    const { track, stop } = startTracker({
      delivery: () => {
        throw new Error('broken')
      },
    })
    track(view)
    stop()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('nothing again after stop, of what was in flight or left with it', async () => {
    const { track, flush, stop, attempts, sent } = reasons()
    track(view)
    flush()
    track(view)
    stop()
    for (const { answer } of attempts) answer(0)
    await vi.advanceTimersByTimeAsync(0)
    expect(vi.getTimerCount()).toBe(0)
    expect(sent()).toEqual(['manual', 'stop'])
  })
})
