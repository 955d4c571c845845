import type { RejectedEvent } from '../../../../model/rejected.ts'
import { element } from '../../ui/element.ts'
import { clock, shorten } from '../../ui/format.ts'
import type { Row } from '../../ui/keep-rows.ts'

const LONGEST = 200

/** A rejected event, by its place among all. Where some are forgotten, another takes the place. */
export type Placed = readonly [place: string, event: RejectedEvent]

/** One rejected event as a line of the table. @param onOpen - called with the one that is there when it is pressed */
export function rejectedRow(onOpen: (event: RejectedEvent) => void): Row<Placed> {
  const when = element('button', { class: 'when', type: 'button' })
  const [reason, text, page] = ['reason', 'said', 'page'].map((name) => element('td', name))
  const row = element('tr', '', element('th', { scope: 'row' }, when), reason!, text!, page!)
  let latest: RejectedEvent
  row.addEventListener('click', () => onOpen(latest))
  return {
    element: row,
    show([, event]) {
      latest = event
      when.textContent = clock(event.received)
      reason!.textContent = shorten(event.error, LONGEST)
      text!.textContent = shorten(event.said, LONGEST)
      page!.textContent = event.origin ?? ''
    },
  }
}
