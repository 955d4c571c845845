import { element } from '../../ui/element.ts'
import { tableOf } from '../../ui/table.ts'

/** The panel of counts, and its parts that change. */
export interface CountsMarkup {
  readonly element: HTMLElement
  readonly rows: HTMLElement
  readonly nothing: HTMLElement
  readonly more: HTMLButtonElement
}

export function countsMarkup(): CountsMarkup {
  const caption = element('caption', { id: 'counts-heading' }, 'By category and action')
  const nothing = element('p', { class: 'nothing-counted quiet', hidden: true }, 'Nothing yet.')
  const more = element('button', { class: 'link', type: 'button', 'aria-expanded': 'false', hidden: true })
  const { table, rows } = tableOf('', caption, [
    { label: element('span', 'hidden', 'Event') },
    { label: element('span', 'hidden', 'Count'), class: 'count' },
  ])
  const root = element(
    'section',
    { class: 'panel counts', 'aria-labelledby': caption.id },
    table,
    nothing,
    more,
  )
  return { element: root, rows, nothing, more }
}
