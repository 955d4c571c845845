import { element } from '../../../ui/element.ts'
import { shorten } from '../../../ui/format.ts'
import type { Series } from './series.ts'

/** As many as there are colours that can be told apart; the last is what all others are together. */
const MOST_SLICES = 6
const LONGEST_NAME = 80

/** Of the whole circle: what is left free between two slices, so that it is not their colours that part them. */
const GAP = 0.006
/** From a colour to the next, so that the edge is smooth. */
const EDGE = 0.001

interface Slice {
  readonly name: string
  readonly value: number
}

/** The first column of numbers as parts of their sum, the largest first, and beside it a table that says them. */
export function pie({ places, lines: [line] }: Extract<Series, { readonly kind: 'names' }>): HTMLElement {
  const slices = slicesOf(places.map((name, at) => ({ name, value: line?.values[at] ?? 0 })))
  const sum = slices.reduce((total, { value }) => total + value, 0)
  const disc = element('div', {
    class: 'disc',
    role: 'img',
    'aria-label': `Pie of ${line?.name}: the table beside it says the same`,
  })
  disc.style.backgroundImage = gradientOf(slices.map(({ value }) => value / sum))
  const legend = slices.map(({ name, value }, at) =>
    element(
      'tr',
      '',
      element(
        'th',
        { scope: 'row' },
        element('span', `swatch line-${at + 1}`),
        ` ${shorten(name, LONGEST_NAME)}`,
      ),
      element('td', '', shown(value)),
      element('td', 'quiet', `${Math.round((1000 * value) / sum) / 10} %`),
    ),
  )
  return element(
    'div',
    'pie',
    disc,
    element('table', { class: 'slices', 'aria-label': `Shares of ${line?.name}` }, ...legend),
  )
}

/** What has no share is in the table alone. */
function slicesOf(all: readonly Slice[]): readonly Slice[] {
  const sorted = all.filter(({ value }) => value > 0).sort((one, other) => other.value - one.value)
  if (sorted.length <= MOST_SLICES) return sorted
  const others = sorted.slice(MOST_SLICES - 1)
  const value = others.reduce((sum, each) => sum + each.value, 0)
  return [...sorted.slice(0, MOST_SLICES - 1), { name: `${others.length} others`, value }]
}

/** Sums of decimals end in digits that nobody has counted. */
const shown = (value: number): string => String(Number(value.toPrecision(12)))

function gradientOf(shares: readonly number[]): string {
  // A slice that is no wider than the gap would not be there.
  const gap = shares.length > 1 ? GAP : 0
  let from = 0
  const stops = shares.flatMap((share, at) => {
    const [start, end] = [from, from + share]
    from = end
    const colour = `var(--line-${at + 1})`
    if (gap === 0) return [`${colour} 0 100%`]
    const part = Math.min(gap, share / 2)
    return [
      `var(--panel) ${percent(start)} ${percent(start + part / 2)}`,
      `${colour} ${percent(start + part / 2 + Math.min(EDGE, part / 4))} ${percent(end - part / 2 - Math.min(EDGE, part / 4))}`,
      `var(--panel) ${percent(end - part / 2)} ${percent(end)}`,
    ]
  })
  return `conic-gradient(${stops.join(', ')})`
}

const percent = (share: number): string => `${Math.round(share * 1e5) / 1e3}%`
