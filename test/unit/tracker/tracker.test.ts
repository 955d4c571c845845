// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createGuard } from '../../../src/tracker/guard.ts'
import { bareTracker } from '../../../src/tracker/tracker.ts'
import type { Plugin, Signal } from '../../../src/types.ts'
import type { RisonValue } from '../../../src/wires/rivet/rison.ts'
import type { RivetEvent } from '../../../src/wires/rivet/rivet-event.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const start = () => {
  const onIssue = vi.fn()
  const life = new AbortController()
  const parts = {
    record: vi.fn<(event: unknown) => void>(),
    fromSignal: vi.fn((signal: Signal) => ({ category: 'media', action: signal.name })),
    flush: vi.fn(),
    stop: vi.fn(() => life.abort()),
    forget: vi.fn(() => 0),
    signal: life.signal,
  }
  const tracker = bareTracker<RivetEvent<RisonValue>>(createGuard(onIssue), parts)
  return { tracker, onIssue, ...parts, recorded: () => parts.record.mock.calls.map(([event]) => event) }
}

const view = { category: 'embed', action: 'view' }

describe('track', () => {
  it('records the event, without touching it', () => {
    const { tracker, recorded } = start()
    const event = Object.freeze({ ...view, labels: Object.freeze({ embedId: 'e-42' }) })
    tracker.track(event)
    expect(recorded()).toEqual([event])
  })

  it('reports what cannot be recorded, and goes on', () => {
    const { tracker, record, onIssue } = start()
    const issue = { reason: 'invalid', field: 'category', value: '' }
    record.mockImplementationOnce(() => {
      throw issue
    })
    tracker.track({ category: '', action: 'view' })
    tracker.track(view)
    expect(onIssue.mock.calls).toEqual([[issue]])
    expect(record).toHaveBeenCalledTimes(2)
  })
})

describe('with', () => {
  it.each<[string, object[], object, object]>([
    ['gives what the event lacks', [{ category: 'embed' }], { action: 'view' }, view],
    [
      'gives way to the event',
      [{ ...view, organization: 7 }],
      { organization: 8 },
      { ...view, organization: 8 },
    ],
    [
      'joins labels',
      [{ labels: { embedId: 'e-42' } }],
      { labels: { photo: 3 } },
      { labels: { embedId: 'e-42', photo: 3 } },
    ],
    [
      'gives way label by label',
      [{ labels: { embedId: 'e-42', photo: 1 } }],
      { labels: { photo: 3 } },
      { labels: { embedId: 'e-42', photo: 3 } },
    ],
    [
      'joins what is nested',
      [{ category: 'embed' }, { labels: { embedId: 'e-42' } }, { category: 'shop', labels: { photo: 1 } }],
      { action: 'view' },
      { category: 'shop', action: 'view', labels: { embedId: 'e-42', photo: 1 } },
    ],
    ['replaces arrays', [{ list: [1, 2] }], { list: [3] }, { list: [3] }],
    [
      'replaces an object by text',
      [{ conversion: { orderID: 'o1' } }],
      { conversion: 'x' },
      { conversion: 'x' },
    ],
    [
      'replaces text by an object',
      [{ conversion: 'x' }],
      { conversion: { orderID: 'o1' } },
      { conversion: { orderID: 'o1' } },
    ],
    ['takes undefined as a value', [{ source: 2 }], { source: undefined }, { source: undefined }],
  ])('%s', (_, defaults, event, expected) => {
    const { tracker, recorded } = start()
    const child = defaults.reduce(
      (parent: typeof tracker, more) => parent.with(more) as typeof tracker,
      tracker,
    )
    child.track(event as never)
    expect(recorded()).toEqual([expected])
  })

  it('leaves its parent and its siblings as they are', () => {
    const { tracker, recorded } = start()
    const parent = tracker.with({ labels: { embedId: 'e-42' } })
    parent.with({ labels: { photo: 1 } }).track(view)
    parent.with({ labels: { photo: 2 } })
    parent.track(view)
    tracker.track(view)
    expect(recorded()).toEqual([
      { ...view, labels: { embedId: 'e-42', photo: 1 } },
      { ...view, labels: { embedId: 'e-42' } },
      view,
    ])
  })

  it('makes a tracker that sends, but does not stop its parent, when it stops', () => {
    const { tracker, flush, stop } = start()
    tracker.with(view).with({}).stop()
    expect([flush.mock.calls.length, stop.mock.calls.length]).toEqual([1, 0])
    tracker.stop()
    expect([flush.mock.calls.length, stop.mock.calls.length]).toEqual([1, 1])
  })
})

describe('time', () => {
  it('records the event once it is done, with the whole milliseconds since', () => {
    const { tracker, recorded } = start()
    const done = tracker.time(view)
    vi.advanceTimersByTime(87.6)
    expect(recorded()).toEqual([])
    done()
    expect(recorded()).toEqual([{ ...view, duration: expect.any(Number) }])
    expect([87, 88]).toContain((recorded()[0] as RivetEvent).duration)
  })

  it('measures anew with each clock, and goes on with each done', () => {
    const { tracker, recorded } = start()
    const first = tracker.with({ category: 'embed' }).time({ action: 'load' })
    vi.advanceTimersByTime(100)
    const second = tracker.time(view)
    vi.advanceTimersByTime(50)
    second()
    first()
    vi.advanceTimersByTime(50)
    first()
    expect(recorded()).toEqual([
      { ...view, duration: 50 },
      { category: 'embed', action: 'load', duration: 150 },
      { category: 'embed', action: 'load', duration: 200 },
    ])
  })
})

describe('use', () => {
  /** A plugin that tells when it is asked to, and how its life goes. */
  const watching = () => {
    const started = start()
    let tell: Parameters<Plugin>[0] = () => {}
    let life: AbortSignal | undefined
    const plugin: Plugin = (told, signal) => {
      tell = told
      life = signal
    }
    return { ...started, plugin, tell: (name: string) => tell({ name }), life: () => life?.aborted }
  }

  it('records what a plugin saw, with the defaults of the tracker it watches for', () => {
    const { tracker, plugin, tell, recorded } = watching()
    tracker.with({ labels: { embedId: 'e-42' } }).use(plugin)
    tell('play')
    expect(recorded()).toEqual([{ category: 'media', action: 'play', labels: { embedId: 'e-42' } }])
  })

  it('records nothing for what the wire has no word for', () => {
    const { tracker, plugin, tell, fromSignal, recorded } = watching()
    fromSignal.mockReturnValueOnce(undefined as never)
    tracker.use(plugin)
    tell('unheard')
    expect(recorded()).toEqual([])
  })

  it('ends with the function it returns, and with the tracker', () => {
    const one = watching()
    one.tracker.use(one.plugin)()
    expect(one.life()).toBe(true)
    const other = watching()
    other.tracker.use(other.plugin)
    expect(other.life()).toBe(false)
    other.tracker.stop()
    expect(other.life()).toBe(true)
  })

  it('does not let a plugin watch for a tracker that has ended', () => {
    const { tracker, plugin, life } = watching()
    tracker.stop()
    tracker.use(plugin)
    expect(life()).toBeUndefined()
  })

  it('reports what a plugin throws', () => {
    const { tracker, onIssue } = start()
    tracker.use(() => {
      throw new Error('no such element')
    })
    expect(onIssue).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ reason: 'unexpected' }))
  })
})

describe('the verbs', () => {
  it('report what a getter of theirs throws', () => {
    const { tracker, record, onIssue } = start()
    const error = new Error('getter')
    const event = {
      category: 'embed',
      get action(): string {
        throw error
      },
    }
    tracker.track(event)
    tracker.time(event)()
    tracker.with({ labels: {} }).track(event)
    expect(onIssue.mock.calls).toEqual(Array(3).fill([{ reason: 'unexpected', value: error }]))
    expect(record).not.toHaveBeenCalled()
  })

  it('work without their tracker', () => {
    const { tracker, recorded, flush, stop: end } = start()
    const { track, with: withDefaults, time, flush: send, stop } = tracker
    track(view)
    const { track: trackPhoto } = withDefaults({ labels: { photo: 3 } })
    trackPhoto(view)
    time(view)()
    send()
    stop()
    expect(recorded()).toEqual([view, { ...view, labels: { photo: 3 } }, { ...view, duration: 0 }])
    expect([flush.mock.calls.length, end.mock.calls.length]).toEqual([1, 1])
  })

  it('do nothing without parts', () => {
    const onIssue = vi.fn()
    const tracker = bareTracker<RivetEvent>(createGuard(onIssue))
    tracker.track(view)
    tracker.with(view).track({})
    tracker.time(view)()
    tracker.flush()
    tracker.stop()
    expect(onIssue).not.toHaveBeenCalled()
  })
})
