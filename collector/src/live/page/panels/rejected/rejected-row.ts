import type { RejectedEvent } from '../../../../model/rejected.ts'
import { element } from '../../ui/element.ts'
import { clock, shorten } from '../../ui/format.ts'
import type { Row } from '../../ui/keep-rows.ts'

const LONGEST = 200

/** One rejected event as a line of the table. @param onOpen - called when it is pressed */
export function rejectedRow(event: RejectedEvent, onOpen: () => void): Row<unknown> {
  const { received, error, said, origin = '' } = event
  const button = element('button', { class: 'when', type: 'button' }, clock(received))
  const row = element(
    'tr',
    '',
    element('th', { scope: 'row' }, button),
    element('td', 'reason', shorten(error, LONGEST)),
    element('td', 'said', shorten(said, LONGEST)),
    element('td', 'page', origin),
  )
  row.addEventListener('click', onOpen)
  return { element: row, show() {} }
}
