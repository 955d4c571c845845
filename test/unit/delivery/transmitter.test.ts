// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { writeAdopted } from '../../../src/delivery/chunk.ts'
import { release, unconfirmed, waiting } from '../../../src/delivery/line-state.ts'
import { createOutbox } from '../../../src/delivery/outbox.ts'
import type { PipelineOptions } from '../../../src/delivery/pipeline-options.ts'
import { createTransmitter } from '../../../src/delivery/transmitter.ts'
import type { Delivery, DeliveryResult } from '../../../src/types.ts'
import { answering, fakeDelivery, packed } from '../../support/fake-delivery.ts'
import { lineStore } from '../../support/line-store.ts'
import { pipelineOptions } from '../../support/start-pipeline.ts'

/** A transmitter with some lines to send, and with what it counts and reports. */
const hire = (
  delivery: Delivery,
  lines: readonly string[] = ['a', 'b', 'c'],
  wire: Partial<PipelineOptions['wire']> = {},
) => {
  const report = vi.fn()
  const count = vi.fn()
  const store = lineStore()
  const options = pipelineOptions({ delivery, store, report, count, wire: { pack: packed, ...wire } })
  const outbox = createOutbox(options)
  for (const line of lines) outbox.put(line)
  /** What waits to be sent, whether it has left the page once or not. */
  const peek = () => [...outbox.inState(waiting), ...outbox.inState(unconfirmed)]
  return { store, outbox, peek, report, count, go: createTransmitter(options, outbox) }
}

describe('a transmitter', () => {
  it('tells what time it is at the collector, where an answer says so', async () => {
    const onServerTime = vi.fn()
    const { delivery } = answering({ status: 503 }, { status: 200, time: 1_795_000_004 })
    const { go } = hire(delivery, ['a'], { onServerTime })
    await go(false)
    expect(onServerTime).not.toHaveBeenCalled()
    await go(false)
    expect(onServerTime.mock.calls).toEqual([[1_795_000_004]])
  })

  it('takes all that waits, and is asked for no more', async () => {
    const { sent, delivery } = answering({ status: 200 })
    const { go, peek, store, count } = hire(delivery)
    expect(await go(false)).toBeUndefined()
    expect(sent).toEqual([{ isLeaving: false, lines: ['a', 'b', 'c'] }])
    expect([peek(), store.lines()]).toEqual([[], []])
    expect(count.mock.calls).toEqual([['delivered', 3]])
  })

  it('sends what has left once by itself, once an answer has come, where nothing can be asked', async () => {
    const { sent, delivery } = answering({ status: 202 }, { status: 0 }, { status: 200 }, { status: 200 })
    const { go, peek, outbox } = hire(delivery, ['a', 'b'])
    await go(true)
    outbox.put('c')
    await go(false)
    await go(false)
    expect(sent.map(({ lines }) => lines)).toEqual([['a', 'b'], ['c'], ['c'], ['a', 'b']])
    expect(peek()).toEqual([])
  })

  it('sends nothing for no lines', async () => {
    const { sent, delivery } = answering({ status: 200 })
    expect(await hire(delivery, []).go(false)).toBeUndefined()
    expect(sent).toEqual([])
  })

  it('leaves what comes meanwhile to its own time', async () => {
    const { attempts, delivery } = fakeDelivery()
    const { go, outbox, peek } = hire(delivery, ['a'])
    const trip = go(false)
    await Promise.resolve()
    outbox.put('b')
    attempts[0]!.answer()
    await trip
    expect([attempts.map(({ lines }) => lines), peek()]).toEqual([[['a']], ['b']])
  })

  it('has made all its requests before it is out of the door, where the answers are there at once', () => {
    const { sent, delivery } = answering({ status: 413 }, { status: 202 })
    hire(delivery).go(true)
    expect(sent).toEqual([
      { isLeaving: true, lines: ['a', 'b', 'c'] },
      { isLeaving: true, lines: ['a'] },
      { isLeaving: true, lines: ['b'] },
      { isLeaving: true, lines: ['c'] },
    ])
  })

  it('does not send what another page has taken', async () => {
    const { sent, delivery } = answering({ status: 200 })
    // Both in one chunk, however long this takes: it gets lines for three seconds.
    vi.useFakeTimers({ toFake: ['Date'] })
    const { go, outbox, store } = hire(delivery, ['a', 'b'])
    vi.useRealTimers()
    await Promise.resolve()
    const [key] = store.held.keys()
    store.held.set(key!, writeAdopted(Date.now()))
    // For what comes now there is another key.
    outbox.change(release, [])
    outbox.put('c')
    await go(false)
    expect(sent.flatMap(({ lines }) => lines)).toEqual(['c'])
  })

  it('leaves alone what left with the page while it made a request of it smaller, and asks for it the next time', async () => {
    const { sent, delivery } = answering({ status: 202 }, { status: 200, missing: [] })
    const packed: string[] = []
    let isSmall = (): void => undefined
    const prepare: NonNullable<Delivery['prepare']> = (request) => {
      packed.push(`${request.body}`)
      return new Promise((resolve) => {
        isSmall = () => resolve(request)
      })
    }
    const question = (line: string): string => `${line}?`
    const { go } = hire({ ...delivery, isAnswered: true, prepare }, ['a'], { question })
    const trip = go(false)
    go(true)
    isSmall()
    await trip
    expect(packed).toEqual(['a'])
    const next = go(false)
    isSmall()
    await next
    expect(sent).toEqual([
      { isLeaving: true, lines: ['a'] },
      { isLeaving: false, lines: ['a?'] },
    ])
  })

  it('makes requests smaller while there is time, and only then', async () => {
    const { attempts, delivery } = fakeDelivery()
    const prepare = vi.fn(async () => ({ url: 'https://small.example/', body: 'small', lines: 3 }))
    const { go } = hire({ ...delivery, prepare })
    go(false)
    await vi.waitFor(() => expect(attempts).toHaveLength(1))
    const other = hire({ ...delivery, prepare })
    other.go(true)
    expect(attempts.map(({ request }) => request.body)).toEqual(['small', 'a\0b\0c'])
    expect(prepare).toHaveBeenCalledTimes(1)
  })
})

describe('what answers mean to a transmitter:', () => {
  it('202: the lines are somebody else’s to make sure of, and none is counted', async () => {
    const { sent, delivery } = answering({ status: 202 })
    const { go, outbox, store, count } = hire(delivery)
    expect(await go(true)).toBeUndefined()
    expect([outbox.inState(waiting), outbox.inState(unconfirmed)]).toEqual([[], ['a', 'b', 'c']])
    await go(true)
    expect([sent.length, store.lines()]).toEqual([1, ['a', 'b', 'c']])
    expect(count).not.toHaveBeenCalled()
  })

  it('413: half of it, and half of that, and what is one line and too large is dropped', async () => {
    const sent: string[] = []
    const { go, peek, report, count } = hire(
      {
        send({ body }) {
          sent.push(`${body}`.replaceAll('\0', ''))
          return { status: `${body}`.includes('C') ? 413 : 200 }
        },
      },
      ['a', 'b', 'C', 'd', 'e'],
    )
    expect(await go(false)).toBeUndefined()
    expect(sent[0]).toBe('abCde')
    expect(sent.filter((lines) => !lines.includes('C')).join('')).toBe('abde')
    expect(report.mock.calls).toEqual([[{ reason: 'too-large', value: 413, events: 1 }]])
    expect(peek()).toEqual([])
    expect(count.mock.calls.reduce((sum, [, lines]) => sum + lines, 0)).toBe(4)
  })

  it('413 at once, of a single line: the browser has refused it, and all goes another way, once', async () => {
    const tried: [lines: number, isRefused: boolean][] = []
    const { go, peek, report } = hire({
      send({ lines }, { isRefused }) {
        tried.push([lines, isRefused])
        return { status: isRefused ? 200 : 413 }
      },
    })
    await go(true)
    expect(tried).toEqual([
      [3, false],
      [1, false],
      [3, true],
    ])
    expect([peek(), report.mock.calls]).toEqual([[], []])
  })

  it('413 even then: what is one line and too large is dropped', async () => {
    const { go, store, report } = hire({ send: () => ({ status: 413 }) }, ['a'])
    await go(true)
    expect([store.lines(), report.mock.calls]).toEqual([
      [],
      [[{ reason: 'too-large', value: 413, events: 1 }]],
    ])
  })

  it('400: the lines are dropped, and said to be', async () => {
    const { sent, delivery } = answering({ status: 400 })
    const { go, store, report, count } = hire(delivery)
    expect(await go(false)).toBeUndefined()
    expect(sent).toHaveLength(1)
    expect(store.lines()).toEqual([])
    expect(report.mock.calls).toEqual([[{ reason: 'refused', value: 400, events: 3 }]])
    expect(count).not.toHaveBeenCalled()
  })

  it.each([0, 401, 403, 404, 405, 410, 422, 429, 451, 500, 502, 503, 301, 600])(
    '%d: not now',
    async (status) => {
      const answer = { status, retryAfter: 5 }
      const { sent, delivery } = answering(answer)
      const { go, peek, store, report, count } = hire(delivery)
      expect(await go(false)).toEqual(answer)
      expect(sent).toHaveLength(1)
      expect([peek(), store.lines()]).toEqual([
        ['a', 'b', 'c'],
        ['a', 'b', 'c'],
      ])
      expect(report).not.toHaveBeenCalled()
      expect(count.mock.calls).toEqual([['retried', 3]])
    },
  )

  it('200 with lines it will never have: they are dropped one by one, and not counted as delivered', async () => {
    const rejected = [{ line: 1 }, { line: 3 }]
    const { delivery } = answering({ status: 200, rejected })
    const { go, store, report, count } = hire(delivery)
    await go(false)
    expect(store.lines()).toEqual([])
    expect(report.mock.calls).toEqual(rejected.map((value) => [{ reason: 'rejected', value, events: 1 }]))
    expect(count.mock.calls).toEqual([['delivered', 1]])
  })

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['an answer without a status', {}],
    ['a number', 200],
  ])('%s: not now, and nothing is lost', async (_, answer) => {
    const { go, peek } = hire({ send: () => answer as DeliveryResult })
    expect(await go(false)).toBeDefined()
    expect(peek()).toEqual(['a', 'b', 'c'])
  })
})

describe('what a beacon took, a transmitter', () => {
  const question = (line: string): string => `${line}?`
  const asking = (...results: readonly [DeliveryResult, ...DeliveryResult[]]) => {
    const { sent, delivery } = answering({ status: 202 }, ...results)
    return { ...hire({ ...delivery, isAnswered: true }, ['a', 'b'], { question }), sent }
  }

  it('gives to no beacon again', async () => {
    const { sent, go, peek } = asking({ status: 202 })
    await go(true)
    await go(true)
    expect([sent.length, peek()]).toEqual([1, ['a', 'b']])
  })

  it('asks for, together with what waits, and gives up by the answer', async () => {
    const { sent, go, outbox, store, count } = asking({ status: 200, missing: [] })
    await go(true)
    outbox.put('c')
    await go(false)
    expect(sent.map(({ lines }) => lines)).toEqual([
      ['a', 'b'],
      ['c', 'a?', 'b?'],
    ])
    expect([store.lines(), count.mock.calls]).toEqual([[], [['delivered', 3]]])
  })

  it.each<[string, DeliveryResult]>([
    ['does not have', { status: 200, missing: [1] }],
    ['does not know questions of', { status: 200, rejected: [] }],
    ['rejects questions for', { status: 400 }],
    ['says too large to the question for', { status: 413 }],
  ])('sends again at once what the collector %s', async (_, answer) => {
    const { sent, delivery } = answering({ status: 202 }, answer, { status: 200 })
    const answered: Delivery = { isAnswered: true, send: async (...given) => delivery.send(...given) }
    const { go, store, report, count } = hire(answered, ['a'], { question })
    await go(true)
    await go(false)
    expect(sent.map(({ lines }) => lines)).toEqual([['a'], ['a?'], ['a']])
    expect([store.lines(), count.mock.calls.at(-1)]).toEqual([[], ['delivered', 1]])
    expect(report.mock.calls.filter(([{ events }]) => events)).toEqual([])
  })

  it('sends again what is missing, and nothing else that was asked for', async () => {
    const { sent, go, peek } = asking({ status: 200, missing: [2] }, { status: 200 })
    await go(true)
    await go(false)
    expect(sent.map(({ lines }) => lines)).toEqual([['a', 'b'], ['a?', 'b?'], ['b']])
    expect(peek()).toEqual([])
  })

  it('asks for again when there was no answer', async () => {
    const { sent, go, peek } = asking({ status: 0 }, { status: 200, missing: [] })
    await go(true)
    await go(false)
    expect(peek()).toEqual(['a', 'b'])
    await go(false)
    expect(sent.map(({ lines }) => lines).slice(1)).toEqual([
      ['a?', 'b?'],
      ['a?', 'b?'],
    ])
    expect(peek()).toEqual([])
  })

  it.each<[string, Partial<Delivery>, Partial<PipelineOptions['wire']>]>([
    ['the dialect knows no questions', { isAnswered: true }, {}],
    ['nobody reads the answer', {}, { question }],
  ])('sends whole where %s', async (_, more, wire) => {
    const { sent, delivery } = answering({ status: 202 }, { status: 200 })
    const { go, peek } = hire({ ...delivery, ...more }, ['a'], wire)
    await go(true)
    await go(false)
    expect([sent.map(({ lines }) => lines), peek()]).toEqual([[['a'], ['a']], []])
  })
})

describe('where something throws, a transmitter', () => {
  const failure = new Error('delivery')
  const fail = (): never => {
    throw failure
  }
  it.each<[string, Delivery]>([
    ['its delivery throws', { send: fail }],
    ['its delivery rejects', { send: async () => fail() }],
    ['nothing can be prepared', { send: () => ({ status: 200 }), prepare: fail }],
  ])('reports it, and has the lines wait again: %s', async (_, delivery) => {
    const { go, peek, report } = hire(delivery)
    expect(await go(false)).toEqual({ status: 0 })
    expect(report.mock.calls).toEqual([[failure]])
    expect(peek()).toEqual(['a', 'b', 'c'])
  })
})

it('a transmitter gives up or keeps each line, and delivers none twice, whatever is answered', async () => {
  const status = fc.constantFrom(200, 202, 400, 413, 429, 503, 0)
  await fc.assert(
    fc.asyncProperty(
      fc.array(status, { maxLength: 12 }),
      fc.nat(20),
      fc.boolean(),
      async (answers, most, isLeaving) => {
        const lines = Array.from({ length: most }, (_, index) => `${index}`)
        const taken: string[] = []
        const { go, outbox, report, store } = hire(
          {
            send({ body }) {
              const given = answers.shift() ?? 200
              if (given === 200 || given === 202) taken.push(...`${body}`.split('\0'))
              return { status: given }
            },
          },
          lines,
        )
        await go(isLeaving)
        const kept = outbox.inState(waiting)
        const dropped = report.mock.calls.reduce((sum, [{ events }]) => sum + events, 0)
        expect(new Set([...taken, ...kept]).size).toBe(taken.length + kept.length)
        expect(taken.length + kept.length + dropped).toBe(lines.length)
        // What waits, and what was left, is stored.
        for (const line of [...kept, ...outbox.inState(unconfirmed)]) expect(store.lines()).toContain(line)
      },
    ),
  )
})
