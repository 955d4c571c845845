import { element } from '../../ui/element.ts'
import { shorten } from '../../ui/format.ts'
import type { Series } from './series.ts'

/** More is in the table. */
const MOST_BARS = 25
const MOST_LINES = 3
const LONGEST_NAME = 120

/**
 * Numbers by name as bars, each column of numbers by a measure of its own.
 *
 * @param isShare - whether each is a part of the sum of all, which is said behind it
 */
export function bars(
  { places, lines }: Extract<Series, { readonly kind: 'names' }>,
  isShare: boolean,
): HTMLElement {
  const shown = lines.slice(0, isShare ? 1 : MOST_LINES)
  const sum = shown[0]?.values.reduce<number>((total, value) => total + Math.max(0, value ?? 0), 0) || 1
  const said = (value: number): string =>
    isShare ? `${value} (${Math.round((1000 * value) / sum) / 10} %)` : String(value)
  const largest = shown.map(({ values }) => Math.max(...values.map((value) => value ?? 0)))
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
        const drawn = element('span', 'measure', value === null ? '–' : said(value))
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
