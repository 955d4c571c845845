import { element } from '../../ui/element.ts'
import { type Column, tableOf } from '../../ui/table.ts'

/** The panel of rejected events, and its parts that change. */
export interface RejectedMarkup {
  readonly element: HTMLElement
  readonly sentence: HTMLElement
  readonly rows: HTMLElement
  readonly more: HTMLButtonElement
}

/** Each but the time has the class of its cells. */
const columns: readonly Column[] = [
  { label: 'When' },
  { label: 'Reason', class: 'reason' },
  { label: 'What was sent', class: 'said' },
  { label: 'Page', class: 'page' },
]

export function rejectedMarkup(): RejectedMarkup {
  const heading = element('h2', { id: 'rejected-heading' }, 'Rejected')
  const sentence = element('p', { class: 'quiet', role: 'status' })
  const { table, rows } = tableOf(
    'rejected-table',
    element('caption', 'hidden', 'Rejected events, the newest first'),
    columns,
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
