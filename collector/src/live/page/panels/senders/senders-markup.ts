import { element } from '../../ui/element.ts'
import { type Column, tableOf } from '../../ui/table.ts'

/** The table of senders, and its parts that change. */
export interface SendersMarkup {
  readonly element: HTMLElement
  readonly table: HTMLElement
  readonly rows: HTMLElement
  readonly more: HTMLButtonElement
}

/** Each but the sender's name has the class of its cells. */
const columns: readonly Column[] = [
  { label: 'Sender' },
  { label: 'Recorded', class: 'recorded' },
  { label: 'Arrived', class: 'stored' },
  { label: 'Missing', class: 'missing' },
  { label: 'Repeats', class: 'repeated' },
  { label: 'Retried', class: 'retried' },
  { label: 'Reported lost', class: 'reasons' },
]

export function sendersMarkup(): SendersMarkup {
  const { table, rows } = tableOf(
    'sender-table',
    element('caption', 'hidden', 'Senders, those seen last first'),
    columns,
  )
  const more = element('button', { class: 'link', type: 'button', 'aria-expanded': 'false', hidden: true })
  return { element: element('div', 'senders', table, more), table, rows, more }
}
