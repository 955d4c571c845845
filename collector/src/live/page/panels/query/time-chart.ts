import uPlot from 'uplot'
import { colour } from '../../ui/colour.ts'
import { element } from '../../ui/element.ts'
import { shorten } from '../../ui/format.ts'
import type { Line, Series } from './series.ts'

/** As many lines as there are colours that can be told apart. */
const MOST_LINES = 6

const LONGEST_NAME = 60
const HOUR = 3600
const DAY = 24 * HOUR

/** Seconds between two labels of time. */
const timeSteps = [
  ...[1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800],
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 4, 7, 14, 30, 60, 90, 180, 365, 730, 1825, 3650].map((days) => days * DAY),
]

const shortNumber = new Intl.NumberFormat([], { notation: 'compact', maximumSignificantDigits: 3 })
const dayFormat = new Intl.DateTimeFormat([], { month: 'short', day: 'numeric', timeZone: 'UTC' })
const dateFormat = new Intl.DateTimeFormat([], {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  timeZone: 'UTC',
})

/** Times as the answer has them: in UTC. */
const written = (seconds: number, isToTheSecond: boolean): string =>
  new Date(seconds * 1000).toISOString().slice(11, isToTheSecond ? 19 : 16)

const yearOf = (seconds = 0): number => new Date(seconds * 1000).getUTCFullYear()

export interface Chart {
  readonly element: HTMLElement
  /** Draws, once the element is on the page. */
  draw(): void
  /** Takes its listeners off the page. */
  end(): void
}

/** Numbers over time: bars where they are one line, lines where they are more. */
export function timeChart({ places, lines }: Extract<Series, { readonly kind: 'times' }>): Chart {
  const shown = lines.slice(0, MOST_LINES)
  const step = Math.min(...places.slice(1).map((place, index) => place - places[index]!))
  const isWhole = shown.every(({ values }) => values.every((value) => (value ?? 0) % 1 === 0))
  const readout = element('p', 'readout')
  const place = element('div', {
    class: 'time-plot',
    role: 'img',
    'aria-label': `${shown.map(({ name }) => name).join(', ')} over time, in UTC: the table says the same`,
  })
  const drawn = element('div', 'time-chart', legendOf(lines), place, readout)
  let end = (): void => {}

  const isToTheSecond = step % 60 !== 0
  const days = yearOf(places[0]) === yearOf(places.at(-1)) ? dayFormat : dateFormat
  const day = (seconds: number): string => days.format(seconds * 1000)
  const span = (from: number, to: number): string =>
    `${day(from)} ${written(from, isToTheSecond)} – ${day(to) === day(from) ? '' : `${day(to)} `}${written(to, isToTheSecond)} UTC`
  const read = (index: number | null | undefined): void => {
    const at = places[index ?? -1]
    readout.textContent =
      at === undefined
        ? span(places[0]!, places.at(-1)!)
        : `${day(at)} ${written(at, isToTheSecond)}: ${shown
            .map(({ name, values }) => `${shorten(name, LONGEST_NAME)} ${values[index!] ?? '–'}`)
            .join(' · ')}`
  }

  const size = () => ({ width: place.clientWidth, height: place.clientHeight })
  const axis: uPlot.Axis = { stroke: () => colour('--quiet'), ticks: { show: false } }

  return {
    element: drawn,
    draw() {
      const font = `11px ${getComputedStyle(document.body).fontFamily}`
      const plot = new uPlot(
        {
          ...size(),
          padding: [8, 28, 0, 0],
          legend: { show: false },
          cursor: { y: false, drag: { setScale: false, x: false, y: false }, points: { show: false } },
          tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
          scales: {
            // A bar stands for the time that begins with it.
            x: { range: (_plot, first, last) => [first, last + (shown.length === 1 ? step : 0)] },
            y: { range: (_plot, low, high) => [Math.min(0, low ?? 0), Math.max(0, high ?? 0) * 1.1 || 1] },
          },
          axes: [
            {
              ...axis,
              font,
              grid: { show: false },
              size: 24,
              space: 64,
              incrs: timeSteps,
              values: (_plot, splits, _axis, _space, increment) =>
                splits.map((at) => (at % DAY === 0 ? day(at) : written(at, increment < 60))),
            },
            {
              ...axis,
              font,
              grid: { stroke: () => colour('--line'), width: 1 },
              size: 48,
              space: 28,
              // There is no half of an event.
              values: (_plot, splits) =>
                splits.map((value) => (isWhole && value % 1 !== 0 ? '' : shortNumber.format(value))),
            },
          ],
          series: [{}, ...shown.map((_, index) => drawnAs(index, shown.length))],
          hooks: { setCursor: [({ cursor }) => read(cursor.idx)] },
        },
        [[...places], ...shown.map(({ values }) => [...values])],
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

const drawnAs = (index: number, count: number): uPlot.Series => {
  const stroke = (): string => colour(`--line-${index + 1}`)
  return count === 1
    ? {
        stroke,
        fill: () => colour('--accent-soft'),
        width: 1,
        // As wide as the time it stands for: a gap is a time without a row.
        paths: uPlot.paths.bars!({ size: [1], gap: 2, align: 1 }),
        points: { show: false },
      }
    : { stroke, width: 1.5, points: { show: true, size: 4, fill: stroke } }
}

function legendOf(lines: readonly Line[]): HTMLElement {
  const shown = lines.slice(0, MOST_LINES)
  return element(
    'p',
    'legend',
    ...shown.map(({ name }, index) =>
      element(
        'span',
        'meant',
        element('span', `swatch line-${index + 1}`),
        ` ${shorten(name, LONGEST_NAME)}`,
      ),
    ),
    ...(lines.length > shown.length
      ? [element('span', '', `and ${lines.length - shown.length} more in the table`)]
      : []),
  )
}
