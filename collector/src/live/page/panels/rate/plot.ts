import './uplot.css'
import uPlot from 'uplot'
import { colour } from '../../ui/colour.ts'

/** Widths in pixels: of the axis, and half of a time below the plot. */
const Y_AXIS = 44
const HALF_LABEL = 16

export interface Plot {
  /** Draws `counts[i]` events received in the second `seconds[i]`. */
  show(seconds: number[], counts: number[]): void
  /** Draws again, in the colours that hold now. */
  redraw(): void
}

/**
 * The moving plot, as wide and high as `place`.
 * @param onPoint - called with the index of the second that is pointed at, `undefined` when none is
 */
export function createPlot(place: HTMLElement, onPoint: (index: number | undefined) => void): Plot {
  const axis: uPlot.Axis = {
    stroke: () => colour('--quiet'),
    font: `11px ${getComputedStyle(document.body).fontFamily}`,
    ticks: { show: false },
  }
  const size = (): { width: number; height: number } => ({
    width: place.clientWidth,
    height: place.clientHeight,
  })
  const minute = uPlot.fmtDate('{HH}:{mm}')
  // A label at an edge is left out until there is room: it would be cut, or lie on the other axis.
  const minutes = (plot: uPlot, splits: number[]): string[] =>
    splits.map((at) => {
      const place = plot.valToPos(at, 'x')
      const hasRoom = place > HALF_LABEL && place < plot.width - Y_AXIS - HALF_LABEL
      return hasRoom ? minute(new Date(at * 1000)) : ''
    })
  const plot = new uPlot(
    {
      ...size(),
      padding: [8, 0, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { setScale: false, x: false, y: false }, points: { show: false } },
      scales: { y: { range: (_plot, _low, high) => [0, Math.max(4, (high ?? 0) * 1.1)] } },
      axes: [
        { ...axis, grid: { show: false }, size: 24, space: 48, incrs: [60, 120, 300], values: minutes },
        {
          ...axis,
          grid: { stroke: () => colour('--line'), width: 1 },
          size: Y_AXIS,
          space: 28,
          incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000],
        },
      ],
      series: [
        {},
        {
          stroke: () => colour('--accent'),
          fill: () => colour('--accent-soft'),
          width: 1.25,
          paths: uPlot.paths.stepped!({ align: 1 }),
          points: { show: false },
        },
      ],
      hooks: { setCursor: [({ cursor }) => onPoint(cursor.idx ?? undefined)] },
    },
    [[], []],
    place,
  )
  new ResizeObserver(() => plot.setSize(size())).observe(place)
  return {
    show: (seconds, counts) => plot.setData([seconds, counts]),
    redraw: () => plot.redraw(false),
  }
}
