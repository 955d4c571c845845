// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest'
import { createPageState } from '../../../../../src/live/page/page-state.ts'
import type { createPlot } from '../../../../../src/live/page/panels/rate/plot.ts'
import { createRate } from '../../../../../src/live/page/panels/rate/rate.ts'
import { clock } from '../../../../../src/live/page/ui/format.ts'
import { range, summaryOf, updateOf } from '../../support/events.ts'
import { figureCalled, get, openBody } from '../../support/page.ts'

// The plot draws on a canvas, which happy-dom has not.
const plot = vi.hoisted(() => ({ show: vi.fn(), redraw: vi.fn(), point: (_index?: number) => {} }))
vi.mock('../../../../../src/live/page/panels/rate/plot.ts', () => ({
  createPlot: ((_place, onPoint) => {
    plot.point = onPoint
    return plot
  }) satisfies typeof createPlot,
}))

const second = 1795000000

const start = (...given: Parameters<typeof summaryOf>) => {
  const board = createPageState()
  board.reset(summaryOf(...given))
  let now = second * 1000
  const { element, draw } = createRate(board, () => now)
  get('main').append(element)
  const drawAt = (at: number) => {
    now = at * 1000
    draw()
    return plot.show.mock.lastCall as [seconds: number[], counts: number[]]
  }
  return { board, drawAt }
}

const figures = () => ({
  total: figureCalled('Events stored'),
  now: figureCalled('Per second, last 5 s'),
  peak: figureCalled('Peak of last 5 min'),
  kinds: figureCalled('Kinds of event'),
})

beforeEach(openBody)

it('plots the five minutes before the second that is running, with gaps as zero', () => {
  const { drawAt } = start({
    rate: [
      [second - 301, 9],
      [second - 300, 1],
      [second - 100, 2],
      [second - 1, 3],
      [second, 9],
    ],
  })
  const [seconds, counts] = drawAt(second + 0.999)
  expect(seconds).toEqual(range(second - 300, second - 1))
  expect([counts[0], counts[200], counts[299]]).toEqual([1, 2, 3])
  expect(counts.filter((count) => count === 0)).toHaveLength(297)
})

it('moves on when nothing comes', () => {
  const { drawAt } = start({ rate: [[second - 1, 3]] })
  expect(drawAt(second)[1].at(-1)).toBe(3)
  expect(drawAt(second + 60)[1].indexOf(3)).toBe(239)
  expect(new Set(drawAt(second + 300)[1])).toEqual(new Set([0]))
})

it('tells the total, the kinds, the rate of the last five seconds and the highest of the five minutes', () => {
  const { board, drawAt } = start({
    total: 30,
    counts: [{ category: 'embed', action: 'view', count: 30 }],
    rate: [
      [second - 301, 99],
      [second - 250, 20],
      [second - 6, 8],
      [second - 5, 1],
      [second - 1, 5],
    ],
  })
  drawAt(second)
  expect(figures()).toEqual({ total: '30', now: expect.stringMatching(/^1\D2$/), peak: '20', kinds: '1' })
  board.merge(
    updateOf({
      total: 80,
      counts: [{ category: 'embed', action: 'click', count: 50 }],
      rate: [[second, 50]],
    }),
  )
  drawAt(second + 1)
  expect(figures()).toEqual({ total: '80', now: '11', peak: '50', kinds: '2' })
})

it('reads out the second that is pointed at, until none is', () => {
  const { drawAt } = start({ rate: [[second - 2, 1500]] })
  drawAt(second)
  expect(get('#readout').textContent).toBe('Last five minutes')
  plot.point(298)
  expect(get('#readout').textContent).toMatch(new RegExp(`^${clock((second - 2) * 1000)}: 1\\D?500$`))
  plot.point(0)
  expect(get('#readout').textContent).toBe(`${clock((second - 300) * 1000)}: 0`)
  plot.point(undefined)
  expect(get('#readout').textContent).toBe('Last five minutes')
})
