// @vitest-environment node
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { memoryOutbox } from '../../../src/delivery/outbox.ts'
import { type BatchOptions, createQueue } from '../../../src/delivery/queue.ts'
import type { FlushReason, Line } from '../../../src/types.ts'
import { endOfTask, startQueue } from '../../support/start-queue.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('a queue flushes', () => {
  it.each<[string, BatchOptions, number]>([
    ['50 lines', {}, 50],
    ['as many as it is told', { count: 3 }, 3],
    ['each one', { count: 1 }, 1],
  ])('by count: %s', async (_, options, count) => {
    const { queue, flushes } = startQueue(options)
    const lines = Array.from({ length: count }, (_, line) => `${line}`)
    for (const line of lines.slice(1)) queue.put(line)
    await endOfTask()
    expect(flushes()).toEqual([])
    queue.put(lines[0]!)
    await endOfTask()
    expect(flushes()).toEqual([['count', [...lines.slice(1), lines[0]]]])
  })

  it.each<[string, BatchOptions, number]>([
    ['30,000 bytes', {}, 30_000],
    ['as many as it is told', { bytes: 10 }, 10],
  ])('by bytes: %s', async (_, options, bytes) => {
    const { queue, flushes } = startQueue(options)
    queue.put('x'.repeat(bytes - 1))
    await endOfTask()
    expect(flushes()).toEqual([])
    queue.put('y')
    await endOfTask()
    expect(flushes()).toEqual([['bytes', ['x'.repeat(bytes - 1), 'y']]])
  })

  it.each<[string, BatchOptions, number]>([
    ['2,000 ms after the first line', {}, 2_000],
    ['as long after as it is told', { wait: 100 }, 100],
  ])('by wait: %s', async (_, options, wait) => {
    const { queue, flushes } = startQueue(options)
    queue.put('a')
    await vi.advanceTimersByTimeAsync(wait - 1)
    queue.put('b')
    expect(flushes()).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(flushes()).toEqual([['wait', ['a', 'b']]])
  })

  it('without waiting while the page is hidden', async () => {
    const { queue, flushes } = startQueue({}, () => true)
    queue.put('a')
    await endOfTask()
    expect(flushes()).toEqual([['hidden', ['a']]])
  })

  it.each<FlushReason>(['manual', 'hidden', 'pagehide', 'stop'])('at once when told: %s', (reason) => {
    const { queue, flushes } = startQueue()
    queue.put('a')
    queue.flush(reason)
    expect(flushes()).toEqual([[reason, ['a']]])
  })

  it.each<[string, BatchOptions, boolean, FlushReason]>([
    ['count', { count: 2 }, false, 'count'],
    ['bytes', { bytes: 2 }, false, 'bytes'],
    ['being hidden', {}, true, 'hidden'],
  ])('a burst in one task whole, and once, by %s', async (_, options, isHidden, reason) => {
    const { queue, flushes } = startQueue(options, () => isHidden)
    const lines = ['a', 'b', 'c', 'd', 'e']
    for (const line of lines) queue.put(line)
    await vi.runAllTimersAsync()
    expect(flushes()).toEqual([[reason, lines]])
  })

  it.each<[string, BatchOptions, number, FlushReason]>([
    ['count', { count: 3 }, 0, 'count'],
    ['bytes', { bytes: 3 }, 0, 'bytes'],
    ['wait', { wait: 100 }, 100, 'wait'],
  ])('each batch by its own %s', async (_, options, pass, reason) => {
    const { attempts, queue, flushes } = startQueue(options)
    queue.put('a')
    queue.put('b')
    await vi.advanceTimersByTimeAsync(pass / 2)
    queue.flush('manual')
    attempts[0]!.answer()
    queue.put('c')
    await vi.advanceTimersByTimeAsync(pass / 2)
    expect(attempts).toHaveLength(1)
    queue.put('d')
    queue.put('e')
    await vi.advanceTimersByTimeAsync(pass / 2)
    expect(flushes()).toEqual([
      ['manual', ['a', 'b']],
      [reason, ['c', 'd', 'e']],
    ])
  })
})

describe('a queue', () => {
  it.each<FlushReason>(['manual', 'pagehide', 'stop'])(
    'delivers nothing when nothing waits: %s',
    (reason) => {
      const { queue, flushes } = startQueue()
      queue.flush(reason)
      expect(flushes()).toEqual([])
    },
  )

  it('delivers a line that is empty, and those behind it', () => {
    const { queue, flushes } = startQueue()
    for (const line of ['', 'a']) queue.put(line)
    queue.flush('manual')
    expect(flushes()).toEqual([['manual', ['', 'a']]])
  })

  it('never has a line in two deliveries at a time', () => {
    const { queue, flushes } = startQueue()
    queue.put('a')
    queue.flush('manual')
    queue.put('b')
    queue.flush('pagehide')
    expect(flushes()).toEqual([
      ['manual', ['a']],
      ['pagehide', ['b']],
    ])
  })

  it('delivers each line exactly once in the end, whatever is refused, put and flushed when', async () => {
    const step = fc.oneof(
      fc.record({ put: fc.integer({ min: 1, max: 8 }), long: fc.boolean() }),
      fc.record({ flush: fc.constantFrom<FlushReason>('manual', 'hidden', 'pagehide') }),
      fc.record({ pass: fc.integer({ min: 1, max: 5_000 }) }),
    )
    const batches = fc.record({
      count: fc.integer({ min: 1, max: 20 }),
      bytes: fc.integer({ min: 1, max: 200 }),
      wait: fc.nat(3_000),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 30 }),
        batches,
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(2_000)), { maxLength: 30 }),
        async (steps, options, faults) => {
          vi.useFakeTimers()
          const delivered: string[] = []
          // Takes a part of the lines, after a while; once the faults are over, all at once.
          const deliver = async (lines: readonly Line[]): Promise<number> => {
            const [part, delay] = faults.shift() ?? [1, 0]
            const taken = lines.slice(0, Math.floor(part * lines.length))
            if (delay) await new Promise((resolve) => setTimeout(resolve, delay))
            delivered.push(...taken)
            return taken.length
          }
          const queue = createQueue(
            options,
            memoryOutbox(vi.fn()),
            deliver,
            vi.fn(),
            () => false,
            new AbortController().signal,
          )
          let puts = 0
          for (const next of steps) {
            if ('put' in next)
              for (let i = 0; i < next.put; i++) queue.put(`${puts++}${next.long ? '.'.repeat(99) : ''}`)
            else if ('flush' in next) queue.flush(next.flush)
            else await vi.advanceTimersByTimeAsync(next.pass)
          }
          await vi.runAllTimersAsync()
          const numbers = delivered.map(Number.parseFloat)
          expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: puts }, (_, line) => line))
        },
      ),
    )
  }, 60_000)
})
