// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { createCourier } from '../../../src/delivery/courier.ts'
import { writeAdopted } from '../../../src/delivery/line-key.ts'
import { createOutbox } from '../../../src/delivery/outbox.ts'
import type { Answer, Delivery } from '../../../src/types.ts'
import { answering, fakeDelivery, packed } from '../../support/fake-delivery.ts'
import { lineStore } from '../../support/line-store.ts'

/** A courier with some lines to take, and with what it counts and reports. */
const hire = (delivery: Delivery, lines: readonly string[] = ['a', 'b', 'c']) => {
  const store = lineStore()
  const report = vi.fn()
  const count = vi.fn()
  const answered = vi.fn()
  const outbox = createOutbox(store, 'https://collect.example/', 'tab', report)
  for (const line of lines) outbox.put(line)
  const next = (most?: number) => (outbox.peek()[0] ? packed(outbox.peek(most)) : undefined)
  const go = createCourier(outbox, next, delivery, answered, count, report)
  return { store, outbox, report, count, answered, go }
}

describe('a courier', () => {
  it('tells what time it is at the collector, where an answer says so', async () => {
    const { go, answered } = hire(answering({ status: 503 }, { status: 200, time: 1_795_000_004 }).delivery)
    await go(false)
    expect(answered).not.toHaveBeenCalled()
    await go(false)
    expect(answered.mock.calls).toEqual([[1_795_000_004]])
  })

  it('takes all that waits, and is asked for no more', async () => {
    const { sent, delivery } = answering({ status: 200 })
    const { go, outbox, store, count } = hire(delivery)
    expect(await go(false)).toBeUndefined()
    expect(sent).toEqual([{ isLeaving: false, lines: ['a', 'b', 'c'] }])
    expect([outbox.peek(), store.lines()]).toEqual([[], []])
    expect(count.mock.calls).toEqual([['delivered', 3]])
  })

  it('sends nothing for no lines', async () => {
    const { sent, delivery } = answering({ status: 200 })
    expect(await hire(delivery, []).go(false)).toBeUndefined()
    expect(sent).toEqual([])
  })

  it('takes what came meanwhile with its next request', async () => {
    const { attempts, delivery } = fakeDelivery()
    const { go, outbox } = hire(delivery, ['a'])
    const trip = go(false)
    await Promise.resolve()
    outbox.put('b')
    attempts[0]!.answer()
    await vi.waitFor(() => expect(attempts).toHaveLength(2))
    attempts[1]!.answer()
    await trip
    expect(attempts.map(({ lines }) => lines)).toEqual([['a'], ['b']])
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

  it('stores lines before they are sent', () => {
    const stored: string[][] = []
    const { go, store } = hire({
      send() {
        stored.push(store.lines())
        return { status: 200 }
      },
    })
    go(true)
    expect(stored).toEqual([['a', 'b', 'c']])
  })

  it('does not send what another page has taken', async () => {
    const { sent, delivery } = answering({ status: 200 })
    const { go, store } = hire(delivery)
    const [key] = store.held.keys()
    store.held.set(key!, writeAdopted(Date.now()))
    await go(false)
    expect(sent.flatMap(({ lines }) => lines)).toEqual(['b', 'c'])
  })

  it('sends nothing twice when the page is left while a request is made smaller', async () => {
    const { sent, delivery } = answering({ status: 202 })
    let isSmall = (): void => undefined
    const prepare: NonNullable<Delivery['prepare']> = (request) =>
      new Promise((resolve) => {
        isSmall = () => resolve(request)
      })
    const { go } = hire({ ...delivery, prepare })
    const trip = go(false)
    go(true)
    isSmall()
    await trip
    expect(sent).toEqual([{ isLeaving: true, lines: ['a', 'b', 'c'] }])
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

describe('what answers mean to a courier:', () => {
  it('202: the lines are somebody else’s to make sure of, and none is counted', async () => {
    const { delivery } = answering({ status: 202 })
    const { go, outbox, store, count } = hire(delivery)
    expect(await go(true)).toBeUndefined()
    expect([outbox.peek(), store.lines()]).toEqual([[], ['a', 'b', 'c']])
    expect(count).not.toHaveBeenCalled()
  })

  it('413: half of it, and half of that, and what is one line and too large is dropped', async () => {
    const sent: string[] = []
    const { go, outbox, report, count } = hire(
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
    expect(outbox.peek()).toEqual([])
    expect(count.mock.calls.reduce((sum, [, lines]) => sum + lines, 0)).toBe(4)
  })

  it('413 at once, of a single line: the browser has refused it, and all goes another way, once', async () => {
    const tried: [lines: number, isRefused: boolean][] = []
    const { go, outbox, report } = hire({
      send({ lines }, _, isRefused) {
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
    expect([outbox.peek(), report.mock.calls]).toEqual([[], []])
  })

  it('413 even then: what is one line and too large is dropped', async () => {
    const { go, store, report } = hire({ send: () => ({ status: 413 }) }, ['a'])
    await go(true)
    expect([store.lines(), report.mock.calls]).toEqual([
      [],
      [[{ reason: 'too-large', value: 413, events: 1 }]],
    ])
  })

  it.each([400, 401, 403, 404, 410, 422, 451])(
    '%d: the lines are dropped, and said to be',
    async (status) => {
      const { sent, delivery } = answering({ status })
      const { go, store, report, count } = hire(delivery)
      expect(await go(false)).toBeUndefined()
      expect(sent).toHaveLength(1)
      expect(store.lines()).toEqual([])
      expect(report.mock.calls).toEqual([[{ reason: 'refused', value: status, events: 3 }]])
      expect(count).not.toHaveBeenCalled()
    },
  )

  it.each([0, 429, 500, 502, 503, 301, 600])('%d: not now', async (status) => {
    const answer = { status, retryAfter: 5 }
    const { sent, delivery } = answering(answer)
    const { go, outbox, store, report, count } = hire(delivery)
    expect(await go(false)).toEqual(answer)
    expect(sent).toHaveLength(1)
    expect([outbox.peek(), store.lines()]).toEqual([
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
    ])
    expect(report).not.toHaveBeenCalled()
    expect(count.mock.calls).toEqual([['retried', 3]])
  })

  it('200 with lines it will never have: they are dropped one by one, and not counted as delivered', async () => {
    const rejected = [{ line: 1 }, { line: 3 }]
    const { delivery } = answering({ status: 200, rejected })
    const { go, store, report, count } = hire(delivery)
    await go(false)
    expect(store.lines()).toEqual([])
    expect(report.mock.calls).toEqual(rejected.map((value) => [{ reason: 'rejected', value, events: 1 }]))
    expect(count.mock.calls).toEqual([['delivered', 1]])
  })

  it('not now: the net is told of what waits again', async () => {
    const covered: unknown[] = []
    const { delivery } = answering({ status: 503 })
    const { go } = hire({ ...delivery, cover: (next) => covered.push(next()?.body) })
    await go(false)
    expect(covered).toEqual(['a\0b\0c'])
  })

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['an answer without a status', {}],
    ['a number', 200],
  ])('%s: not now, and nothing is lost', async (_, answer) => {
    const { go, outbox } = hire({ send: () => answer as Answer })
    expect(await go(false)).toBeDefined()
    expect(outbox.peek()).toEqual(['a', 'b', 'c'])
  })
})

describe('where something throws, a courier', () => {
  const failure = new Error('delivery')
  const fail = (): never => {
    throw failure
  }
  it.each<[string, Delivery]>([
    ['its delivery throws', { send: fail }],
    ['its delivery rejects', { send: async () => fail() }],
    ['nothing can be prepared', { send: () => ({ status: 200 }), prepare: fail }],
  ])('reports it, and has the lines wait again: %s', async (_, delivery) => {
    const { go, outbox, report } = hire(delivery)
    expect(await go(false)).toEqual({ status: 0 })
    expect(report.mock.calls).toEqual([[failure]])
    expect(outbox.peek()).toEqual(['a', 'b', 'c'])
  })

  it('does not send again what left the page while the rest failed', async () => {
    const { sent, delivery } = answering({ status: 202 })
    let failNow = (): void => undefined
    const prepare: NonNullable<Delivery['prepare']> = () =>
      new Promise((_, reject) => {
        failNow = () => reject(failure)
      })
    const { go, outbox } = hire({ ...delivery, prepare })
    const trip = go(false)
    go(true)
    failNow()
    await trip
    expect(sent).toHaveLength(1)
    expect(outbox.peek()).toEqual([])
  })
})

it('a courier gives up or keeps each line, and delivers none twice, whatever is answered', async () => {
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
        const waiting = outbox.peek()
        const dropped = report.mock.calls.reduce((sum, [{ events }]) => sum + events, 0)
        expect(new Set([...taken, ...waiting]).size).toBe(taken.length + waiting.length)
        expect(taken.length + waiting.length + dropped).toBe(lines.length)
        // What waits, and what was left, is stored.
        for (const line of waiting) expect(store.lines()).toContain(line)
      },
    ),
  )
})
