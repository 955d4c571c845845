import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Summary, Update } from '../../../src/live/feed.ts'
import { follow } from '../../../src/live/page/follow.ts'
import { summaryOf, updateOf } from './support/events.ts'

/** Node has no EventSource: the part of it that the page uses, driven by the test. */
class Source extends EventTarget {
  static readonly all: Source[] = []
  static get last(): Source {
    return Source.all.at(-1)!
  }
  readonly address: string
  closed = false

  constructor(address: string) {
    super()
    this.address = address
    Source.all.push(this)
  }

  close(): void {
    this.closed = true
  }

  async says(name: 'open' | 'anew' | 'error'): Promise<void> {
    this.dispatchEvent(new Event(name))
    await settled()
  }

  sends(update: Update): void {
    this.dispatchEvent(new MessageEvent('events', { data: JSON.stringify(update) }))
  }
}

const settled = () => vi.advanceTimersByTimeAsync(0)

const now = Date.UTC(2026, 10, 21, 9, 0, 0)

const answerOf = (summary: Summary, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(summary), { headers })

const fetching = vi.fn<(address: string, init: RequestInit) => Promise<Response>>()

/** What the follower was told, in its order. */
let told: unknown[][] = []

const start = () => {
  follow({
    onSummary: ({ total }) => told.push(['summary', total]),
    onUpdate: ({ total }) => told.push(['update', total]),
    onRejected: () => told.push(['rejected']),
    onConnection: (connection) => told.push([connection]),
    onClock: (ahead) => told.push(['clock', ahead]),
  })
}

/** What was told since this was last asked. */
const news = () => told.splice(0)

beforeEach(() => {
  told = []
  Source.all.length = 0
  fetching.mockReset().mockImplementation(async () => answerOf(summaryOf({ total: 5 })))
  vi.useFakeTimers({ now, toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  vi.stubGlobal('EventSource', Source)
  vi.stubGlobal('fetch', fetching)
  vi.spyOn(Math, 'random').mockReturnValue(1)
  onTestFinished(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  })
})

describe('following the collector', () => {
  it('asks for the summary once the stream is open, then passes updates on', async () => {
    start()
    expect(Source.all.map(({ address }) => address)).toEqual(['live/events'])
    expect(fetching).not.toHaveBeenCalled()
    await Source.last.says('open')
    expect(fetching.mock.calls.map(([address]) => address)).toEqual(['live/summary'])
    Source.last.sends(updateOf({ total: 6 }))
    expect(news()).toEqual([['connecting'], ['summary', 5], ['live'], ['update', 6]])
  })

  it('keeps updates that come before the summary until it is there', async () => {
    let answer: (response: Response) => void = () => {}
    fetching.mockReturnValue(
      new Promise((resolve) => {
        answer = resolve
      }),
    )
    start()
    await Source.last.says('open')
    Source.last.sends(updateOf({ total: 6 }))
    Source.last.sends(updateOf({ total: 7 }))
    expect(news()).toEqual([['connecting']])
    answer(answerOf(summaryOf({ total: 6 })))
    await settled()
    expect(news()).toEqual([['summary', 6], ['update', 6], ['update', 7], ['live']])
  })

  it('tells how far the clock of the collector is ahead, or behind', async () => {
    for (const seconds of [90, -90]) {
      const date = new Date(now + seconds * 1000).toUTCString()
      fetching.mockResolvedValue(answerOf(summaryOf(), { date }))
      start()
      await Source.last.says('open')
      expect(news()).toContainEqual(['clock', seconds * 1000])
    }
  })
})

describe('a lost connection', () => {
  it('is closed, made anew after a wait, and begins with the summary again', async () => {
    start()
    const first = Source.last
    await first.says('open')
    news()
    await first.says('error')
    expect(first.closed).toBe(true)
    expect(news()).toEqual([['lost']])
    fetching.mockResolvedValue(answerOf(summaryOf({ total: 9 })))
    await vi.advanceTimersByTimeAsync(1000)
    await Source.last.says('open')
    expect(Source.all).toHaveLength(2)
    expect(news()).toEqual([['connecting'], ['summary', 9], ['live']])
  })

  it('is waited for longer each time, up to fifteen seconds', async () => {
    start()
    for (const wait of [1000, 2000, 4000, 8000, 15_000, 15_000]) {
      const made = Source.all.length
      await Source.last.says('error')
      await vi.advanceTimersByTimeAsync(wait - 1)
      expect(Source.all).toHaveLength(made)
      await vi.advanceTimersByTimeAsync(1)
      expect(Source.all).toHaveLength(made + 1)
    }
  })

  it('is waited for half as long at least, so that viewers do not come all at once', async () => {
    vi.mocked(Math.random).mockReturnValue(0)
    start()
    await Source.last.says('error')
    await vi.advanceTimersByTimeAsync(499)
    expect(Source.all).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(Source.all).toHaveLength(2)
  })

  it('is waited for shortly again after a summary has come', async () => {
    start()
    for (const wait of [1000, 2000, 4000]) {
      await Source.last.says('error')
      await vi.advanceTimersByTimeAsync(wait)
    }
    await Source.last.says('open')
    await Source.last.says('error')
    await vi.advanceTimersByTimeAsync(1000)
    expect(Source.all).toHaveLength(5)
  })

  it.each([
    ['is refused', async () => Response.json({ error: 'busy' }, { status: 503 })],
    ['is no JSON', async () => new Response('<!doctype html>')],
    ['does not come', () => Promise.reject(new TypeError('fetch failed'))],
  ])('is what it counts as when the summary %s', async (_, answer) => {
    fetching.mockImplementationOnce(answer)
    start()
    await Source.last.says('open')
    expect(Source.last.closed).toBe(true)
    expect(news()).toEqual([['connecting'], ['lost']])
    await vi.advanceTimersByTimeAsync(1000)
    await Source.last.says('open')
    expect(news()).toEqual([['connecting'], ['summary', 5], ['live']])
  })

  it('leaves nothing behind: a summary that comes after it is not shown, and it is lost once', async () => {
    let answer: (response: Response) => void = () => {}
    fetching.mockReturnValueOnce(
      new Promise((resolve) => {
        answer = resolve
      }),
    )
    start()
    const first = Source.last
    await first.says('open')
    await first.says('error')
    await first.says('error')
    answer(answerOf(summaryOf({ total: 1 })))
    await settled()
    expect(news()).toEqual([['connecting'], ['lost']])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(Source.all).toHaveLength(2)
  })
})

it('begins anew when something was deleted, and forgets what was told before', async () => {
  start()
  await Source.last.says('open')
  news()
  let answer: (response: Response) => void = () => {}
  fetching.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)))
  await Source.last.says('anew')
  Source.last.sends(updateOf({ total: 6 }))
  fetching.mockImplementation(async () => answerOf(summaryOf({ total: 3 })))
  await Source.last.says('anew')
  answer(answerOf(summaryOf({ total: 9 })))
  await settled()
  expect(news()).toEqual([['summary', 3], ['live']])
  Source.last.sends(updateOf({ total: 4 }))
  expect(news()).toEqual([['update', 4]])
})
