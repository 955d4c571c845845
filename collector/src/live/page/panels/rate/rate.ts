import './rate.css'
import type { PageState } from '../../page-state.ts'
import { byId } from '../../ui/element.ts'
import { clock, figure } from '../../ui/format.ts'
import { createPlot } from './plot.ts'

const SECONDS_SHOWN = 300
const SECONDS_OF_NOW = 5

/**
 * The figures and the plot.
 * @param now - the collector's time, in milliseconds
 * @returns draws what the board holds
 */
export function createRate(board: PageState, now: () => number): () => void {
  const readout = byId('readout')
  let seconds: number[] = []
  let counts: number[] = []
  let pointed: number | undefined

  const plot = createPlot(byId('plot'), (index) => {
    pointed = index
    read()
  })
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', plot.redraw)

  function read(): void {
    const second = pointed === undefined ? undefined : seconds[pointed]
    readout.textContent =
      second === undefined ? 'Last five minutes' : `${clock(second * 1000)}: ${figure(board.rate(second))}`
  }

  return () => {
    // The second that is running is not full yet, and would look like a fall.
    const end = Math.floor(now() / 1000)
    seconds = Array.from({ length: SECONDS_SHOWN }, (_, index) => end - SECONDS_SHOWN + index)
    counts = seconds.map(board.rate)
    plot.show(seconds, counts)
    read()
    const lately = counts.slice(-SECONDS_OF_NOW).reduce((sum, count) => sum + count, 0)
    byId('total').textContent = figure(board.total)
    byId('now').textContent = figure(lately / SECONDS_OF_NOW)
    byId('peak').textContent = figure(Math.max(...counts))
    byId('kinds').textContent = figure(board.counts().length)
  }
}
