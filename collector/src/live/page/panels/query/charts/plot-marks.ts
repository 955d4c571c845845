import uPlot from 'uplot'
import { colour } from '../../../ui/colour.ts'
import type { Looks } from './looks.ts'
import type { Series } from './series.ts'

/** Lines are told apart by their dashes, too. The style sheet has the same for the legend. */
const dashes: readonly (readonly number[])[] = [[], [8, 3], [2, 3], [12, 3, 2, 3], [5, 2], [2, 6]]

/** Of a place, what columns take: of a time that they stand for nearly all, else there is room between two. */
const SHARE_OF_TIME = 0.94
const SHARE_OF_NAME = 0.76

/** Which line it is of how many, and where they stand. */
export interface Mark {
  readonly index: number
  readonly count: number
  readonly series: Series
  readonly looks: Looks
  /** From a place to the next. */
  readonly step: number
}

export function markOf(mark: Mark): uPlot.Series {
  const { index, count, looks } = mark
  const stroke = (): string => colour(`--line-${index + 1}`)
  if (looks.marks === 'columns') {
    // As wide as the time it stands for: a gap is a time without a row.
    return count === 1
      ? {
          stroke,
          fill: () => colour('--accent-soft'),
          width: 1,
          paths: columns(mark),
          points: { show: false },
        }
      : { stroke, fill: stroke, width: 0, paths: columns(mark), points: { show: false } }
  }
  if (looks.marks === 'points')
    return {
      stroke,
      paths: () => null,
      points: { show: true, size: 6, width: 1, fill: () => `${stroke()}66` },
    }
  const points = { show: true, size: 4, fill: stroke }
  if (looks.marks === 'areas') return { stroke, width: 1.5, fill: () => `${stroke()}40`, points }
  return { stroke, width: 1.5, dash: [...dashes[index]!], points }
}

function columns({ index, count, series, looks, step }: Mark): uPlot.Series.PathBuilder {
  const isTime = series.kind === 'times'
  if (count === 1 && isTime) return uPlot.paths.bars!({ size: [1], gap: 2, align: 1 })
  const share = step * (isTime ? SHARE_OF_TIME : SHARE_OF_NAME)
  const beside = looks.isStacked ? 1 : count
  const start = (isTime ? (step - share) / 2 : -share / 2) + (looks.isStacked ? 0 : (index * share) / count)
  return uPlot.paths.bars!({
    disp: {
      x0: { unit: 1, values: (plot) => Array.from(plot.data[0]!, (place) => place + start) },
      size: { unit: 1, values: () => [share / beside] },
    },
  })
}
