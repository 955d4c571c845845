import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inOrder, type Ordered } from '../../src/store/playback-order.ts'

type Numbered = Ordered & { readonly at: number }

/** So many events in each run, as their player counts them. */
const runsOf = (...lengths: readonly number[]): Numbered[] => {
  let at = 0
  return lengths.flatMap((length, run) =>
    Array.from({ length }, (_, index) => ({
      at: at++,
      index: index + 1,
      entry: 'a',
      ...(index > 1 && { start: String(run) }),
    })),
  )
}

const order = (events: readonly Numbered[]) => inOrder(events).map(({ at }) => at)

describe('the order of a playback session', () => {
  it('is that of its numbers, which begin at 1 again', () => {
    const [a, b, c, d, e, f] = runsOf(3, 3) as [Numbered, Numbered, Numbered, Numbered, Numbered, Numbered]
    expect(order([a, b, c, d, e, f])).toEqual([0, 1, 2, 3, 4, 5])
    expect(order([c, a, b, e, d, f])).toEqual([0, 1, 2, 3, 4, 5])
  })

  it('is kept for one that is late and says which start it knew', () => {
    const [a, b, c, d, e, f, g, h] = runsOf(4, 4)
    expect(order([a!, b!, d!, e!, f!, c!, g!, h!])).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  })

  it('goes entry by entry, where a player keeps its session', () => {
    const [a, b, c] = runsOf(3) as [Numbered, Numbered, Numbered]
    const others = runsOf(2).map((event) => ({ ...event, entry: 'b', at: event.at + 3 }))
    expect(order([a, b, c, ...others, { at: 5, index: 1, entry: 'a' }])).toEqual([0, 1, 2, 3, 4, 5])
  })

  it('is that of one sender’s own numbers, where all have them', () => {
    const events = runsOf(3, 3).map((event) => ({ ...event, sender: 'k', sequence: event.at + 7 }))
    expect(order(events.toReversed())).toEqual([0, 1, 2, 3, 4, 5])
  })

  it('is that in which they came, where one has no number', () => {
    const [a, b, c] = runsOf(3) as [Numbered, Numbered, Numbered]
    expect(order([c, { at: 9 }, a, b])).toEqual([2, 9, 0, 1])
  })

  it('holds each event once, and knows events that overtake one other', () => {
    const lengths = fc.array(fc.integer({ min: 3, max: 6 }), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(lengths, fc.infiniteStream(fc.boolean()), (all, isSwapped) => {
        const sent = runsOf(...all)
        const arrived = [...sent]
        for (let at = 0; at + 1 < arrived.length; at += 1) {
          const [one, other] = [arrived[at]!, arrived[at + 1]!]
          // Between two runs there is a pause.
          if (other.index !== 1 && isSwapped.next().value) {
            arrived.splice(at, 2, other, one)
            at += 1
          }
        }
        expect(order(arrived)).toEqual(sent.map(({ at }) => at))
      }),
    )
  })
})
