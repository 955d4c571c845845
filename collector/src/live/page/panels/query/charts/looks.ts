import type { Rendering } from '../ask.ts'
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

/** @param query - the question: the answer says of `render` what is shown, and leaves out how */
export function looksOf(series: Series, rendering: Rendering | undefined, query: string): Looks {
  const guessed = series.kind === 'times' && series.lines.length === 1 ? 'columns' : 'lines'
  const marks = rendering ? (marksOf[rendering.kind] ?? 'lines') : guessed
  const says = (property: string): string | undefined => {
    const [, quoted, word] =
      new RegExp(`\\b${property}\\s*=\\s*(?:["']([^"'\\n]*)["']|(\\w+))`).exec(end) ?? []
    return quoted ?? word
  }
  const end = /\|\s*render\b([^|]*)$/.exec(query)?.[1] ?? ''
  const [xTitle, yTitle, kind] = [says('xtitle'), says('ytitle'), says('kind')]
  // Below zero there is nothing to stand on.
  const canStack = series.lines.length > 1 && series.lines.every(({ values }) => values.every(isNoLoss))
  const isStacked =
    (rendering?.kind === 'stackedareachart' || kind === 'stacked') && marks !== 'lines' && marks !== 'points'
  return {
    marks,
    isStacked: isStacked && canStack,
    ...(xTitle !== undefined && { xTitle }),
    ...(yTitle !== undefined && { yTitle }),
  }
}

const isNoLoss = (value: number | null): boolean => (value ?? 0) >= 0
