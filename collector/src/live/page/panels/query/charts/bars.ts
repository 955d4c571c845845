import { element } from '../../../ui/element.ts'
import { shorten } from '../../../ui/format.ts'
import { roundFigure } from './round-figure.ts'
import type { Series } from './series.ts'

/** More is in the table. */
const MOST_BARS = 25
const MOST_LINES = 3
const MOST_OF_ONE_MEASURE = 6
const LONGEST_NAME = 120

/** Numbers by name as bars, each column of numbers by a measure of its own. */
export function bars({
  places,
  lines,
  isOneMeasure,
}: Extract<Series, { readonly kind: 'names' }>): HTMLElement {
  const shown = lines.slice(0, isOneMeasure ? MOST_OF_ONE_MEASURE : MOST_LINES)
  const own = shown.map(({ values }) => Math.max(...values.map((value) => value ?? 0)))
  const largest = isOneMeasure ? own.map(() => Math.max(...own)) : own
  const head = element(
    'div',
    'bar',
    element('span', ''),
    ...shown.map(({ name }) => element('span', 'measure quiet', shorten(name, LONGEST_NAME))),
  )
  const rows = places.slice(0, MOST_BARS).map((place, row) =>
    element(
      'div',
      'bar',
      element('span', 'bar-name', shorten(place, LONGEST_NAME)),
      ...shown.map(({ values }, line) => {
        const value = values[row] ?? null
        const drawn = element('span', 'measure', roundFigure(value))
        // What is below zero has no length, but its number says so.
        drawn.style.setProperty('--share', String(Math.max(0, (value ?? 0) / (largest[line] || 1))))
        return drawn
      }),
    ),
  )
  const rest = places.length - rows.length
  const more = rest > 0 ? [element('p', 'quiet', `and ${rest} more in the table`)] : []
  const label = `Bars of ${shown.map(({ name }) => name).join(', ')}: the table says the same`
  const drawn = element('div', { class: 'bars', role: 'img', 'aria-label': label }, head, ...rows, ...more)
  drawn.style.setProperty('--lines', String(shown.length))
  return drawn
}
