import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fetchLaterFallback } from '../../../../src/delivery/transports/fetch-later-fallback.ts'
import type { Delivery } from '../../../../src/types.ts'
import { answering, fakeDelivery } from '../../../support/fake-delivery.ts'
import { stubGlobal } from '../../../support/page.ts'
import { startPipeline } from '../../../support/start-pipeline.ts'
import { endOfTask } from '../../../support/start-scheduler.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

interface Deferred {
  readonly url: string
  readonly method: string | undefined
  readonly lines: string[]
  readonly signal: AbortSignal
}

/** A browser that knows `fetchLater`. @returns what it would send if the page went now */
const browser = (quota = 65_536) => {
  const deferred: Deferred[] = []
  stubGlobal('fetchLater', (url: string, { method, body, signal }: RequestInit) => {
    if (`${body}`.length > quota) throw new DOMException('Over quota', 'QuotaExceededError')
    deferred.push({ url, method, lines: `${body}`.split('\0'), signal: signal! })
    return { activated: false }
  })
  return { deferred, held: () => deferred.filter(({ signal }) => !signal.aborted).map(({ lines }) => lines) }
}

/** A pipeline that does not send by itself. */
const start = (delivery: Delivery) =>
  startPipeline({ delivery: fetchLaterFallback(delivery), batch: { wait: 1e6, count: 1e6 } })

const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms)

describe('fetchLaterFallback', () => {
  it('has the browser hold what waits, in one request made anew as that changes', async () => {
    const { deferred, held } = browser()
    const { put } = start(answering({ status: 200 }).delivery)
    put('a')
    put('b')
    expect(held()).toEqual([])
    await pass(200)
    expect(held()).toEqual([['a', 'b']])
    expect(deferred).toMatchObject([{ url: 'https://collect.example/', method: 'POST' }])
    put('c')
    await pass(200)
    expect(held()).toEqual([['a', 'b', 'c']])
  })

  it('makes it anew only now and then, however much is tracked', async () => {
    const { deferred } = browser()
    const { put } = start(answering({ status: 200 }).delivery)
    for (let line = 0; line < 100; line++) {
      put(`${line}`)
      await pass(10)
    }
    expect(deferred.length).toBeLessThanOrEqual(5)
  })

  it('calls it back when its lines are sent otherwise', async () => {
    const { held } = browser()
    const { put, flush } = start(fakeDelivery().delivery)
    put('a')
    await pass(200)
    flush()
    await endOfTask()
    expect(held()).toEqual([])
  })

  it('calls it back when a beacon has taken them on the way out', async () => {
    const { held } = browser()
    const { put, flush } = start(answering({ status: 202 }).delivery)
    put('a')
    await pass(200)
    flush(true)
    expect(held()).toEqual([])
  })

  it('leaves it for what no beacon takes on the way out', async () => {
    const { held } = browser()
    const { put, flush } = start(fakeDelivery().delivery)
    put('a')
    await pass(200)
    flush(true)
    expect(held()).toEqual([['a']])
  })

  it('holds again what could not be delivered', async () => {
    const { held } = browser()
    const { put, flush } = start(answering({ status: 503, retryAfter: 1e6 }).delivery)
    put('a')
    flush()
    await pass(500)
    expect(held()).toEqual([['a']])
  })

  it('holds nothing when nothing waits', async () => {
    const { deferred } = browser()
    const { put, flush } = start(answering({ status: 200 }).delivery)
    put('a')
    flush()
    await pass(1_000)
    expect(deferred).toEqual([])
  })

  it('holds half of it, or half of that, where the quota has no room for all', async () => {
    const { held } = browser(12)
    const { put } = start(answering({ status: 200 }).delivery)
    for (const line of ['aaaaa', 'bbbbb', 'ccccc', 'ddddd']) put(line)
    await pass(200)
    expect(held()).toEqual([['aaaaa', 'bbbbb']])
  })

  it('holds nothing where there is no room at all, and comes to an end', async () => {
    const { held } = browser(3)
    const { sent, delivery } = answering({ status: 200 })
    const { put, flush, issues } = start(delivery)
    for (const line of ['aaaaa', 'bbbbb', 'ccccc']) put(line)
    await pass(200)
    expect(held()).toEqual([])
    flush()
    await endOfTask()
    expect(sent.flatMap(({ lines }) => lines)).toEqual(['aaaaa', 'bbbbb', 'ccccc'])
    expect(issues).toEqual([])
  })

  it('throws nothing into the page when nothing can be packed', async () => {
    browser()
    const { put } = startPipeline({
      delivery: fetchLaterFallback(answering({ status: 200 }).delivery),
      batch: { wait: 1e6 },
      wire: {
        pack() {
          throw new Error('wire')
        },
      },
    })
    put('a')
    await expect(pass(200)).resolves.toBeDefined()
  })

  it('changes nothing where browsers do not know it', () => {
    stubGlobal('fetchLater', undefined)
    const { delivery } = fakeDelivery()
    expect(fetchLaterFallback(delivery)).toBe(delivery)
  })

  it('prepares as the delivery it was given', () => {
    browser()
    const prepare = vi.fn()
    expect(fetchLaterFallback({ ...fakeDelivery().delivery, prepare }).prepare).toBe(prepare)
  })
})
