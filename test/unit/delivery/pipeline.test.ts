// @vitest-environment node
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Pipeline } from '../../../src/delivery/pipeline.ts'
import type { Delivery } from '../../../src/types.ts'
import { answering, fakeDelivery } from '../../support/fake-delivery.ts'
import { lineStore } from '../../support/line-store.ts'
import { startPipeline } from '../../support/start-pipeline.ts'
import { endOfTask } from '../../support/start-scheduler.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** The page seems about to go, and is back. */
const blink = async ({ flush, adopt }: Pipeline): Promise<void> => {
  flush(true)
  await endOfTask()
  flush()
  adopt()
  await endOfTask()
}

describe('a pipeline', () => {
  it('stores what is put, sends it soon and forgets it', async () => {
    const store = lineStore()
    const { sent, delivery } = answering({ status: 200 })
    const { put, counts } = startPipeline({ delivery, store })
    put('a')
    put('b')
    await endOfTask()
    expect([store.lines(), sent]).toEqual([['a', 'b'], []])
    await vi.advanceTimersByTimeAsync(2_000)
    expect(sent).toEqual([{ isLeaving: false, lines: ['a', 'b'] }])
    expect([...store.held]).toEqual([])
    expect(counts).toEqual({ delivered: 2 })
  })

  it('sends again what the collector would not have, and counts it', async () => {
    const { sent, delivery } = answering({ status: 503 }, { status: 200 })
    const { put, flush, counts } = startPipeline({ delivery })
    put('a')
    flush()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(sent.map(({ lines }) => lines)).toEqual([['a'], ['a']])
    expect(counts).toEqual({ retried: 1, delivered: 1 })
  })

  it('tells the net of what waits, whenever something is put', async () => {
    const covered: unknown[] = []
    const { delivery } = answering({ status: 200 })
    const { put } = startPipeline({
      delivery: { ...delivery, onPendingChange: (next) => covered.push(next(), next(1)) },
    })
    put('a')
    put('b')
    const request = (...lines: string[]) => expect.objectContaining({ body: lines.join('\0') })
    expect(covered).toEqual([request('a'), request('a'), request('a', 'b'), request('a')])
  })

  it('never has a line in two requests at a time', async () => {
    const { attempts, delivery } = fakeDelivery()
    const { put, flush } = startPipeline({ delivery })
    put('a')
    flush()
    await endOfTask()
    put('b')
    flush(true)
    expect(attempts.map(({ isLeaving, lines }) => [isLeaving, lines])).toEqual([
      [false, ['a']],
      [true, ['b']],
    ])
  })

  it.each([
    ['stored', Infinity],
    ['in memory', 0],
  ])('sends again what it had left to a beacon, when the page is back: %s', async (_, quota) => {
    const { sent, delivery } = answering({ status: 202 }, { status: 200 })
    const pipeline = startPipeline({ delivery, store: lineStore(quota) })
    pipeline.put('a')
    await blink(pipeline)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(sent).toEqual([
      { isLeaving: true, lines: ['a'] },
      { isLeaving: false, lines: ['a'] },
    ])
    expect(pipeline.counts).toMatchObject({ delivered: 1 })
  })

  it('keeps within its room what it leaves in memory', async () => {
    const { delivery } = answering({ status: 202 })
    const { put, issues } = startPipeline({ delivery, store: lineStore(0), isHidden: () => true })
    for (let line = 0; line < 30; line++) {
      put(`${line} `.padEnd(100_000, '.'))
      await endOfTask()
    }
    // Said of what was dropped, or dropped as the browser has it: one or the other, but not kept for ever.
    expect(issues.length).toBeGreaterThanOrEqual(20)
  })
})

describe('what a page leaves behind', () => {
  /** What is not answered is waiting, as far as the store can tell, when its page is gone. */
  const crashed = async (store: ReturnType<typeof lineStore>, ...lines: string[]): Promise<void> => {
    const { put } = startPipeline({ delivery: fakeDelivery().delivery, store })
    for (const line of lines) put(line)
    await endOfTask()
  }

  it('is sent by the next, which looks again until nothing may be on its way', async () => {
    const store = lineStore()
    await crashed(store, 'a', 'b')
    const { sent, delivery } = answering({ status: 200 })
    const { adopt, counts } = startPipeline({ delivery, store })
    adopt()
    await vi.advanceTimersByTimeAsync(4_000)
    expect(sent).toEqual([])
    await vi.advanceTimersByTimeAsync(10_000)
    expect(sent).toEqual([{ isLeaving: false, lines: ['a', 'b'] }])
    expect(store.lines()).toEqual([])
    expect(counts).toEqual({ adopted: 2, delivered: 2 })
  })

  it('is looked for once where there is nothing', async () => {
    const { delivery } = answering({ status: 200 })
    startPipeline({ delivery }).adopt()
    await endOfTask()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is looked for by one clock, however often the page is back', async () => {
    const store = lineStore()
    await crashed(store, 'a')
    const clocks = vi.getTimerCount()
    const { delivery } = answering({ status: 200 })
    const pipeline = startPipeline({ delivery, store })
    for (let time = 0; time < 10; time++) await blink(pipeline)
    expect(vi.getTimerCount() - clocks).toBe(1)
  })

  it('is not taken by a page whose life is over', async () => {
    const store = lineStore()
    await crashed(store, 'a')
    const { sent, delivery } = answering({ status: 200 })
    const { adopt, life } = startPipeline({ delivery, store })
    adopt()
    await endOfTask()
    life.abort()
    await vi.advanceTimersByTimeAsync(20_000)
    adopt()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(sent).toEqual([])
    expect(store.lines()).toEqual(['a'])
  })

  it('is not sent by the page it was taken from', async () => {
    const store = lineStore()
    const owner = answering({ status: 200 })
    const other = answering({ status: 200 })
    const { put, flush } = startPipeline({ delivery: owner.delivery, store, batch: { wait: 1e6 } })
    put('a')
    await vi.advanceTimersByTimeAsync(6_000)
    startPipeline({ delivery: other.delivery, store }).adopt()
    await endOfTask()
    flush()
    await vi.advanceTimersByTimeAsync(2_000)
    expect([owner.sent, other.sent.length, store.lines()]).toEqual([[], 1, []])
  })

  it('is sent by one of them, even where an option fails the one that takes it', async () => {
    const store = lineStore()
    const owner = answering({ status: 200 })
    const other = answering({ status: 200 })
    const { put, flush } = startPipeline({ delivery: owner.delivery, store, batch: { wait: 1e6 } })
    put('a')
    await vi.advanceTimersByTimeAsync(6_000)
    const broken = startPipeline({
      delivery: other.delivery,
      store,
      batch: { wait: Symbol('wait') as never },
      exclusively: (work) => work().catch(() => undefined),
    })
    broken.adopt()
    await endOfTask()
    flush()
    broken.flush()
    await endOfTask()
    expect(owner.sent.length + other.sent.length).toBe(1)
  })

  it('does not fill the storage, however often two pages take it from each other', async () => {
    const store = lineStore()
    const { delivery } = answering({ status: 0 })
    const pipelines = [startPipeline({ delivery, store }), startPipeline({ delivery, store })]
    pipelines[0]!.put('a')
    for (let turn = 0; turn < 20; turn++) {
      await vi.advanceTimersByTimeAsync(6_000)
      // As a tab that is looked at again.
      const { flush, adopt } = pipelines[turn % 2]!
      flush()
      adopt()
    }
    await vi.advanceTimersByTimeAsync(0)
    expect(store.lines()).toEqual(['a'])
    expect(store.held.size).toBeLessThanOrEqual(4)
  })

  it('does not fill the storage, however many pages come one after the other while nothing is delivered', async () => {
    const store = lineStore()
    const delivery: Delivery = { send: (_, isLeaving) => ({ status: isLeaving ? 202 : 0 }) }
    for (let visit = 0; visit < 20; visit++) {
      const { put, flush, adopt, life } = startPipeline({ delivery, store })
      adopt()
      put(`visit ${visit}`)
      await vi.advanceTimersByTimeAsync(60_000)
      flush(true)
      life.abort()
    }
    expect(store.lines()).toHaveLength(20)
    // Not one mark more for each line and each page.
    expect(store.held.size).toBeLessThanOrEqual(60)
  })
})

it('a pipeline delivers each line exactly once in the end, whatever is refused, put and flushed when', async () => {
  const step = fc.oneof(
    fc.record({ put: fc.integer({ min: 1, max: 8 }), long: fc.boolean() }),
    fc.record({ flush: fc.boolean() }),
    fc.record({ pass: fc.integer({ min: 1, max: 5_000 }) }),
  )
  const batch = fc.record({
    count: fc.integer({ min: 1, max: 20 }),
    bytes: fc.integer({ min: 1, max: 200 }),
    wait: fc.nat(3_000),
  })
  const fault = fc.record({ status: fc.constantFrom(200, 413, 429, 503), delay: fc.nat(2_000) })
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 30 }),
      batch,
      fc.array(fault, { maxLength: 30 }),
      async (steps, options, faults) => {
        const delivered: string[] = []
        const { put, flush, comeBack, store, counts } = startPipeline({
          batch: options,
          delivery: {
            async send({ body, lines }) {
              const { status, delay } = faults.shift() ?? { status: 200, delay: 0 }
              if (delay) await new Promise((resolve) => setTimeout(resolve, delay))
              // One line is never too large here.
              if (status === 413 && lines < 2) return { status: 503 }
              if (status === 200) delivered.push(...`${body}`.split('\0'))
              return { status }
            },
          },
        })
        let puts = 0
        for (const next of steps) {
          if ('put' in next) {
            for (let i = 0; i < next.put; i++) put(`${puts++}${next.long ? '.'.repeat(99) : ''}`)
          } else if ('flush' in next) flush(next.flush)
          else await vi.advanceTimersByTimeAsync(next.pass)
        }
        await vi.runAllTimersAsync()
        // What was on its way while the page was left waits for the page, or for the next.
        comeBack()
        await vi.runAllTimersAsync()
        const numbers = delivered.map(Number.parseFloat)
        expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: puts }, (_, line) => line))
        expect(await store.all('')).toEqual([])
        expect(counts.delivered ?? 0).toBe(puts)
      },
    ),
  )
}, 300_000)
