import { element } from '../../ui/element.ts'
import { type Figures, figures } from '../../ui/figures.ts'

/** The panel of the rate, and its parts that change. */
export interface RateMarkup {
  readonly element: HTMLElement
  readonly figures: Figures<'total' | 'now' | 'peak' | 'kinds'>
  readonly readout: HTMLElement
  /** Where the plot is drawn. */
  readonly place: HTMLElement
}

export function rateMarkup(): RateMarkup {
  const shown = figures({
    total: 'Events stored',
    now: 'Per second, last 5 s',
    peak: 'Peak of last 5 min',
    kinds: 'Kinds of event',
  })
  const heading = element('h2', { id: 'rate-heading', class: 'plot-title' }, 'Events a second')
  const readout = element('p', { id: 'readout', class: 'quiet' }, 'Last five minutes')
  const place = element('div', {
    class: 'plot',
    role: 'img',
    'aria-labelledby': `${heading.id} ${readout.id}`,
  })
  const root = element(
    'section',
    { class: 'panel rate', 'aria-labelledby': heading.id },
    shown.element,
    element('div', 'plot-head', heading, readout),
    place,
  )
  return { element: root, figures: shown, readout, place }
}
