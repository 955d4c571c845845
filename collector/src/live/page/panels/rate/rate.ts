import './rate.css'
import type { PageState } from '../../page-state.ts'
import { clock, figure } from '../../ui/format.ts'
import type { Panel } from '../../ui/panel.ts'
import { createPlot } from './plot.ts'
import { rateMarkup } from './rate-markup.ts'

const SECONDS_SHOWN = 300
const SECONDS_OF_NOW = 5

/**
 * The figures and the plot.
 * @param now - the collector's time, in milliseconds
 */
export function createRate(pageState: PageState, now: () => number): Panel {
  const { element, figures, readout, place } = rateMarkup()
  let seconds: number[] = []
  let counts: number[] = []
  let pointed: number | undefined

  const plot = createPlot(place, (index) => {
    pointed = index
    read()
  })
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', plot.redraw)

  function read(): void {
    const second = pointed === undefined ? undefined : seconds[pointed]
    readout.textContent =
      second === undefined
        ? 'Last five minutes'
        : `${clock(second * 1000)}: ${figure(pageState.rate(second))}`
  }

  function draw(): void {
    // The second that is running is not full yet, and would look like a fall.
    const end = Math.floor(now() / 1000)
    seconds = Array.from({ length: SECONDS_SHOWN }, (_, index) => end - SECONDS_SHOWN + index)
    counts = seconds.map(pageState.rate)
    plot.show(seconds, counts)
    read()
    const lately = counts.slice(-SECONDS_OF_NOW).reduce((sum, count) => sum + count, 0)
    figures.show({
      total: figure(pageState.total),
      now: figure(lately / SECONDS_OF_NOW),
      peak: figure(Math.max(...counts)),
      kinds: figure(pageState.counts().length),
    })
  }

  return { element, draw }
}
