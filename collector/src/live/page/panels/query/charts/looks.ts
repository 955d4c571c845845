import type { Rendering } from '../../../../../query/kql/render.ts'
import type { Series } from './series.ts'

/** What marks the numbers of a drawing. */
export type Marks = 'lines' | 'areas' | 'columns' | 'points'

/** How a drawing looks: what `render` says of it, and not what is in it. */
export interface Looks {
  readonly marks: Marks
  readonly isStacked: boolean
  readonly xTitle?: string
  readonly yTitle?: string
}

const marksOf: Readonly<Record<string, Marks>> = {
  areachart: 'areas',
  stackedareachart: 'areas',
  columnchart: 'columns',
  barchart: 'columns',
  scatterchart: 'points',
}

export function looksOf(series: Series, rendering?: Rendering): Looks {
  const guessed = series.kind === 'times' && series.lines.length === 1 ? 'columns' : 'lines'
  const marks = rendering ? (marksOf[rendering.kind] ?? 'lines') : guessed
  const { kind, form, xtitle: xTitle, ytitle: yTitle } = rendering ?? {}
  // Below zero there is nothing to stand on.
  const canStack = series.lines.length > 1 && series.lines.every(({ values }) => values.every(isNoLoss))
  const isStacked =
    (kind === 'stackedareachart' || form === 'stacked') && marks !== 'lines' && marks !== 'points'
  return {
    marks,
    isStacked: isStacked && canStack,
    ...(xTitle !== undefined && { xTitle }),
    ...(yTitle !== undefined && { yTitle }),
  }
}

const isNoLoss = (value: number | null): boolean => (value ?? 0) >= 0
