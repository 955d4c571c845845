import { element } from '../../ui/element.ts'

/** The table of senders, and its parts that change. */
export interface SendersMarkup {
  readonly element: HTMLElement
  readonly table: HTMLElement
  readonly rows: HTMLElement
  readonly more: HTMLButtonElement
}

/** What the columns after the sender's name are called; each by the class of its cells. */
const columns = {
  recorded: 'Recorded',
  stored: 'Stored',
  missing: 'Missing',
  repeated: 'Repeats',
  retried: 'Retried',
  reasons: 'Reported lost',
}

export function sendersMarkup(): SendersMarkup {
  const rows = element('tbody', '')
  const table = element(
    'table',
    'sender-table',
    element('caption', 'hidden', 'Senders, those seen last first'),
    element(
      'thead',
      '',
      element(
        'tr',
        '',
        element('th', { scope: 'col' }, 'Sender'),
        ...Object.entries(columns).map(([name, label]) =>
          element('th', { scope: 'col', class: name }, label),
        ),
      ),
    ),
    rows,
  )
  const more = element('button', { class: 'link', type: 'button', 'aria-expanded': 'false', hidden: true })
  return { element: element('div', 'senders', table, more), table, rows, more }
}
