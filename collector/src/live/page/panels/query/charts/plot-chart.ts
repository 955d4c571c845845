import uPlot from 'uplot'
import { element } from '../../../ui/element.ts'
import { shorten } from '../../../ui/format.ts'
import { createTimeTexts } from '../time-texts.ts'
import { drawnLines, heightsOf } from './drawn-lines.ts'
import { legendOf } from './legend.ts'
import type { Looks } from './looks.ts'
import { DAY, numberAxis, placeAxis } from './plot-axes.ts'
import { markOf } from './plot-marks.ts'
import { roundFigure } from './round-figure.ts'
import type { Series } from './series.ts'

const LONGEST_NAME = 60

/** Pixels to the right of a drawing, and on both sides together. */
const ROOM = 28
const BESIDE = 76

export interface Chart {
  readonly element: HTMLElement
  /** Draws, once the element is on the page. */
  draw(): void
  /** Takes its listeners off the page. */
  end(): void
}

/** Numbers along times, numbers or names: as lines, areas, columns or points. */
export function plotChart(series: Series, looks: Looks): Chart {
  const shown = drawnLines(series.lines, looks.isStacked)
  const xs = series.kind === 'names' ? series.places.map((_, index) => index) : series.places
  const step = stepOf(series, xs)
  const isWhole = shown.every(({ values }) => values.every((value) => (value ?? 0) % 1 === 0))
  const isColumns = looks.marks === 'columns'
  const readout = element('p', 'readout')
  const over = { times: 'over time, in UTC', numbers: 'along a number', names: 'by name' }[series.kind]
  const place = element('div', {
    class: 'plotted',
    role: 'img',
    'aria-label': `${shown.map(({ name }) => name).join(', ')} ${over}: the table says the same`,
  })
  const className = looks.marks === 'lines' && shown.length > 1 ? 'of-lines' : ''
  const drawn = element(
    'div',
    'plot-chart',
    legendOf(shown, className, looks.isStacked ? 0 : series.lines.length - shown.length),
    ...titled(looks.yTitle),
    place,
    ...titled(looks.xTitle),
    readout,
  )
  let end = (): void => {}

  const { placeText, all } = textsOf(series)
  const read = (index: number | null | undefined): void => {
    readout.textContent =
      xs[index ?? -1] === undefined
        ? all
        : `${placeText(index!)}: ${shown
            .map(
              ({ name, values }) => `${shorten(name, LONGEST_NAME)} ${roundFigure(values[index!] ?? null)}`,
            )
            .join(' · ')}`
  }
  const size = () => ({ width: place.clientWidth, height: place.clientHeight })
  /** A column stands for the time that begins with it, or around a name; a single point is in the middle. */
  const range = (): uPlot.Range.MinMax => {
    const [first, last] = [xs[0]!, xs.at(-1)!]
    if (series.kind === 'names') return [-0.5, xs.length - 0.5]
    if (series.kind === 'times' && isColumns) return [first, last + step]
    const room = first === last ? step : series.kind === 'times' ? 0 : (last - first) * 0.02
    return [first - room, last + room]
  }

  return {
    element: drawn,
    draw() {
      const below = placeAxis(series, place.clientWidth - BESIDE)
      const plot = new uPlot(
        {
          ...size(),
          // The last of names that are written aslant ends beyond it.
          padding: [8, below.rotate === undefined ? ROOM : 2 * ROOM, 0, 0],
          legend: { show: false },
          cursor: { y: false, drag: { setScale: false, x: false, y: false }, points: { show: false } },
          tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
          scales: {
            x: { time: series.kind === 'times', range },
            y: {
              range: (_plot, low, high) => [Math.min(0, low ?? 0) * 1.1, Math.max(0, high ?? 0) * 1.1 || 1],
            },
          },
          axes: [below, numberAxis(isWhole)],
          series: [
            {},
            ...shown.map((_, index) => markOf({ index, count: shown.length, series, looks, step })),
          ],
          ...(looks.isStacked && {
            bands: shown.slice(1).map((_, index) => ({ series: [index + 2, index + 1] })),
          }),
          hooks: { setCursor: [({ cursor }) => read(cursor.idx)] },
        },
        [[...xs], ...heightsOf(shown, looks.isStacked)],
        place,
      )
      const resized = new ResizeObserver(() => plot.setSize(size()))
      resized.observe(place)
      const scheme = matchMedia('(prefers-color-scheme: dark)')
      const redraw = (): void => plot.redraw(false)
      scheme.addEventListener('change', redraw)
      end = () => {
        resized.disconnect()
        scheme.removeEventListener('change', redraw)
        plot.destroy()
      }
      read(undefined)
    },
    end: () => end(),
  }
}

const titled = (text: string | undefined): HTMLElement[] =>
  text === undefined ? [] : [element('p', 'axis-title quiet', shorten(text, LONGEST_NAME))]

/** From a place to the next, at the least. */
function stepOf({ kind }: Series, xs: readonly number[]): number {
  if (kind === 'names') return 1
  const steps = xs.slice(1).map((place, index) => place - xs[index]!)
  const least = Math.min(...steps.filter((step) => step > 0))
  return Number.isFinite(least) ? least : kind === 'times' ? DAY : 1
}

function textsOf(series: Series): { placeText(index: number): string; readonly all: string } {
  if (series.kind === 'names')
    return { placeText: (index) => shorten(series.places[index]!, LONGEST_NAME), all: '' }
  if (series.kind === 'numbers') return { placeText: (index) => roundFigure(series.places[index]!), all: '' }
  const { whole, span } = createTimeTexts(series.places)
  return { placeText: (index) => whole(series.places[index]!), all: span }
}
