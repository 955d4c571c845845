import { element } from '../../ui/element.ts'

/** The panel of rejected events, and its parts that change. */
export interface RejectedMarkup {
  readonly element: HTMLElement
  readonly sentence: HTMLElement
  readonly rows: HTMLElement
  readonly more: HTMLButtonElement
}

/** What the columns after the time are called; each by the class of its cells. */
const columns = { reason: 'Reason', said: 'What was sent', page: 'Page' }

export function rejectedMarkup(): RejectedMarkup {
  const heading = element('h2', { id: 'rejected-heading' }, 'Rejected')
  const sentence = element('p', { class: 'quiet', role: 'status' })
  const rows = element('tbody', '')
  const table = element(
    'table',
    'rejected-table',
    element('caption', 'hidden', 'Rejected events, the newest first'),
    element(
      'thead',
      '',
      element(
        'tr',
        '',
        element('th', { scope: 'col' }, 'When'),
        ...Object.entries(columns).map(([name, label]) =>
          element('th', { scope: 'col', class: name }, label),
        ),
      ),
    ),
    rows,
  )
  const more = element('button', { class: 'link', type: 'button', 'aria-expanded': 'false', hidden: true })
  const root = element(
    'section',
    { class: 'panel rejected', 'aria-labelledby': heading.id, hidden: true },
    element('div', 'rejected-head', heading, sentence),
    table,
    more,
  )
  return { element: root, sentence, rows, more }
}
