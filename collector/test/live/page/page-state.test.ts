import { describe, expect, it } from 'vitest'
import { createPageState } from '../../../src/live/page/page-state.ts'
import { deliveryOf, eventOf, eventsOf, range, senderOf, summaryOf, updateOf } from './support/events.ts'

const views = { category: 'embed', action: 'view' }
const clicks = { category: 'embed', action: 'click' }

const boardOf = (...given: Parameters<typeof summaryOf>) => {
  const board = createPageState()
  board.reset(summaryOf(...given))
  return board
}

const idsOf = ({ events }: ReturnType<typeof createPageState>) => events.map(({ id }) => Number(id))

describe('the page’s state', () => {
  it('is empty at first', () => {
    const board = createPageState()
    expect([board.total, board.counts(), board.rate(1795000000), board.events]).toEqual([0, [], 0, []])
  })

  it('begins with the summary', () => {
    const recent = eventsOf(3, 2, 1)
    const board = boardOf({
      total: 12,
      counts: [
        { ...clicks, count: 2 },
        { ...views, count: 10 },
      ],
      rate: [[100, 7]],
      recent,
    })
    expect(board.total).toBe(12)
    expect(board.counts()).toEqual([
      { ...views, count: 10 },
      { ...clicks, count: 2 },
    ])
    expect([99, 100, 101].map(board.rate)).toEqual([0, 7, 0])
    expect(board.events).toEqual(recent)
  })

  it('takes over what an update changes and keeps the rest', () => {
    const board = boardOf({
      total: 3,
      counts: [
        { ...views, count: 2 },
        { ...clicks, count: 1 },
      ],
      rate: [[100, 3]],
      recent: eventsOf(3, 2, 1),
    })
    board.merge(
      updateOf({
        total: 6,
        counts: [{ ...clicks, count: 4 }],
        rate: [
          [100, 4],
          [101, 2],
        ],
        events: eventsOf(4, 5, 6),
      }),
    )
    expect(board.total).toBe(6)
    expect(board.counts()).toEqual([
      { ...clicks, count: 4 },
      { ...views, count: 2 },
    ])
    expect([100, 101].map(board.rate)).toEqual([4, 2])
    expect(idsOf(board)).toEqual([6, 5, 4, 3, 2, 1])
  })

  it('counts what was skipped in the total, though it shows none of it', () => {
    const board = boardOf({ total: 1, recent: eventsOf(1) })
    board.merge(updateOf({ total: 501, events: eventsOf(500, 501), skipped: 498 }))
    expect(board.total).toBe(501)
    expect(idsOf(board)).toEqual([501, 500, 1])
  })

  it('is not changed by an update that is older than it', () => {
    const late = updateOf({
      total: 2,
      counts: [{ ...views, count: 2 }],
      rate: [[100, 2]],
      events: eventsOf(1, 2),
    })
    const board = boardOf({
      total: 3,
      counts: [{ ...views, count: 3 }],
      rate: [[100, 3]],
      recent: eventsOf(3, 2, 1),
    })
    board.merge(late)
    expect([board.total, board.counts(), board.rate(100), idsOf(board)]).toEqual([
      3,
      [{ ...views, count: 3 }],
      3,
      [3, 2, 1],
    ])
  })

  it('takes of an update only what came after the summary, whatever its events are called', () => {
    const named = (...ids: string[]) => ids.map((id) => ({ ...eventOf({}), id }))
    const board = boardOf({ total: 3, recent: named('z', 'm', 'q') })
    board.merge(updateOf({ total: 5, events: named('m', 'z', 'b', 'x') }))
    expect(board.events.map(({ id }) => id)).toEqual(['x', 'b', 'z', 'm', 'q'])
  })

  it('forgets everything at the next summary, even when that says less', () => {
    const board = boardOf({
      total: 9,
      counts: [{ ...views, count: 9 }],
      rate: [[100, 9]],
      recent: eventsOf(9, 8),
    })
    board.reset(summaryOf({ total: 1, counts: [{ ...clicks, count: 1 }], recent: eventsOf(1) }))
    expect([board.total, board.counts(), board.rate(100), idsOf(board)]).toEqual([
      1,
      [{ ...clicks, count: 1 }],
      0,
      [1],
    ])
  })

  it('keeps apart kinds that would read the same', () => {
    const board = boardOf({
      counts: [
        { category: 'a/b', action: 'c', count: 1 },
        { category: 'a', action: 'b/c', count: 2 },
        { category: '__proto__', action: 'constructor', count: 3 },
      ],
    })
    expect(board.counts().map(({ count }) => count)).toEqual([3, 2, 1])
  })

  it('keeps the last three hundred events', () => {
    const board = boardOf({ recent: eventsOf(...range(100, 1)) })
    for (const from of [101, 201, 301]) board.merge(updateOf({ events: eventsOf(...range(from, from + 99)) }))
    expect(idsOf(board)).toEqual(range(400, 101))
  })

  it('lets go of seconds that are more than ten minutes old', () => {
    const board = boardOf({
      rate: [
        [1000, 1],
        [1001, 2],
      ],
    })
    board.merge(updateOf({ rate: [[1601, 3]] }))
    expect([1000, 1001, 1601].map(board.rate)).toEqual([0, 2, 3])
  })
})

describe('the senders of the page’s state', () => {
  const namesOf = (board: ReturnType<typeof createPageState>) => board.senders().map(({ sender }) => sender)

  it('are those of the summary, and whoever an update tells of comes first', () => {
    const board = boardOf({ delivery: deliveryOf({ stored: 2 }, senderOf('b'), senderOf('a')) })
    expect([board.health?.stored, namesOf(board)]).toEqual([2, ['b', 'a']])
    board.merge(
      updateOf({ delivery: deliveryOf({ stored: 4 }, senderOf('c'), senderOf('a', { stored: 2 })) }),
    )
    expect([board.health?.stored, namesOf(board)]).toEqual([4, ['c', 'a', 'b']])
    expect(board.senders()[1]).toEqual(senderOf('a', { stored: 2 }))
  })

  it('are not changed by news that are older, though figures may fall', () => {
    const late = deliveryOf({ missing: 9 }, senderOf('late'))
    const board = boardOf({ delivery: deliveryOf({ missing: 3 }, senderOf('a')) })
    board.merge(updateOf({ delivery: late }))
    expect([board.health?.missing, namesOf(board)]).toEqual([3, ['a']])
    board.merge(updateOf({ delivery: deliveryOf({ missing: 1 }) }))
    expect([board.health?.missing, namesOf(board)]).toEqual([1, ['a']])
  })

  it('are forgotten at the next summary, which begins to count anew', () => {
    const board = boardOf({ delivery: deliveryOf({ stored: 9 }, senderOf('a')) })
    const { health } = deliveryOf({ stored: 1 })
    board.reset(summaryOf({ delivery: { order: 1, health, senders: [senderOf('b')] } }))
    expect([board.health?.stored, namesOf(board)]).toEqual([1, ['b']])
  })
})
