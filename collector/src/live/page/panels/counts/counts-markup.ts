import { element } from '../../ui/element.ts'

/** The panel of counts, and its parts that change. */
export interface CountsMarkup {
  readonly element: HTMLElement
  readonly rows: HTMLElement
  readonly nothing: HTMLElement
  readonly more: HTMLButtonElement
}

export function countsMarkup(): CountsMarkup {
  const caption = element('caption', { id: 'counts-heading' }, 'By category and action')
  const rows = element('tbody', '')
  const nothing = element('p', { class: 'nothing-counted quiet', hidden: true }, 'Nothing yet.')
  const more = element('button', { class: 'link', type: 'button', 'aria-expanded': 'false', hidden: true })
  const table = element(
    'table',
    '',
    caption,
    element(
      'thead',
      '',
      element(
        'tr',
        '',
        element('th', { scope: 'col' }, element('span', 'hidden', 'Event')),
        element('th', { scope: 'col', class: 'count' }, element('span', 'hidden', 'Count')),
      ),
    ),
    rows,
  )
  const root = element(
    'section',
    { class: 'panel counts', 'aria-labelledby': caption.id },
    table,
    nothing,
    more,
  )
  return { element: root, rows, nothing, more }
}
