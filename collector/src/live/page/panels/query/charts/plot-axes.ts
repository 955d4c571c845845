import type uPlot from 'uplot'
import { colour } from '../../../ui/colour.ts'
import { shorten } from '../../../ui/format.ts'
import { createTimeTexts } from '../time-texts.ts'
import type { Series } from './series.ts'

const HOUR = 3600
export const DAY = 24 * HOUR

/** Pixels of a character of a label, about; of a label that is written aslant; of a whole axis. */
const CHARACTER = 6.5
const ASLANT = 22
const HEIGHT = 24
const HEIGHT_ASLANT = 68
const LONGEST_ASLANT = 14

/** Seconds between two labels of time. */
const timeSteps = [
  ...[1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800],
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 4, 7, 14, 30, 60, 90, 180, 365, 730, 1825, 3650].map((days) => days * DAY),
]

const shortNumber = new Intl.NumberFormat([], { notation: 'compact', maximumSignificantDigits: 3 })

const font = (): string => `11px ${getComputedStyle(document.body).fontFamily}`
const plain = (): uPlot.Axis => ({
  stroke: () => colour('--quiet'),
  ticks: { show: false },
  font: font(),
})

/** The axis below a drawing. @param width - of the drawing, in pixels */
export function placeAxis(series: Series, width: number): uPlot.Axis {
  const axis: uPlot.Axis = { ...plain(), grid: { show: false }, size: HEIGHT, space: 64 }
  if (series.kind === 'numbers')
    return { ...axis, values: (_plot, splits) => splits.map((value) => shortNumber.format(value)) }
  if (series.kind === 'times') {
    const { label } = createTimeTexts(series.places)
    return {
      ...axis,
      incrs: timeSteps,
      values: (_plot, splits, _axis, _space, increment) => splits.map((at) => label(at, increment)),
    }
  }
  const { places } = series
  const each = width / places.length
  const longest = Math.max(...places.map(({ length }) => length))
  const isAslant = longest * CHARACTER > each - 8
  // Names that have no room are left out; each is read when it is pointed at.
  const every = isAslant ? Math.ceil(ASLANT / each) : 1
  const shown = places.flatMap((_, index) => (index % every === 0 ? [index] : []))
  return {
    ...axis,
    size: isAslant ? HEIGHT_ASLANT : HEIGHT,
    ...(isAslant && { rotate: -35 }),
    splits: () => shown,
    values: () => shown.map((index) => shorten(places[index]!, isAslant ? LONGEST_ASLANT : longest)),
  }
}

/** The axis at its side. @param isWhole - whether there is no half of what is counted */
export const numberAxis = (isWhole: boolean): uPlot.Axis => ({
  ...plain(),
  grid: { stroke: () => colour('--line'), width: 1 },
  size: 48,
  space: 28,
  values: (_plot, splits) =>
    splits.map((value) => (isWhole && value % 1 !== 0 ? '' : shortNumber.format(value))),
})
