import { expectedOf, isFresh, reportedOf, type Sender, unexplainedOf } from '../../../../model/sender.ts'
import { element } from '../../ui/element.ts'
import { figure, shorten } from '../../ui/format.ts'
import type { Row } from '../../ui/keep-rows.ts'
import { losses } from '../delivery/losses.ts'

const LONGEST_NAME = 40

/**
 * One sender as a line of the table.
 * @param now - the collector's time, in milliseconds
 * @param onOpen - called with the sender as it is when it is pressed
 */
export function senderRow(
  { sender }: Sender,
  now: () => number,
  onOpen: (sender: Sender) => void,
): Row<Sender> {
  const name = element('button', { class: 'sender', type: 'button' }, shorten(sender, LONGEST_NAME))
  const [recorded, stored, missing, repeated, retried] = [
    'recorded',
    'stored',
    'missing',
    'repeated',
    'retried',
  ].map((className) => element('td', className))
  const reasons = element('td', 'reasons')
  const row = element(
    'tr',
    '',
    element('th', { scope: 'row' }, name),
    recorded!,
    stored!,
    missing!,
    repeated!,
    retried!,
    reasons,
  )
  let latest: Sender
  row.addEventListener('click', () => onOpen(latest))

  return {
    element: row,
    show(value) {
      latest = value
      recorded!.textContent = figure(expectedOf(value))
      stored!.textContent = figure(value.stored)
      missing!.replaceChildren(...standing(value, now()))
      show(repeated!, value.repeated)
      show(retried!, value.ledger.retried ?? 0)
      reasons.replaceChildren(...losses(value.ledger))
      reasons.title = reasons.textContent
    },
  }
}

/** Most figures are zero, and those that are not should be seen. */
function show(cell: HTMLElement, count: number): void {
  cell.textContent = figure(count)
  cell.classList.toggle('none', count === 0)
}

function standing(sender: Sender, now: number): HTMLElement[] {
  const unexplained = unexplainedOf(sender)
  const waiting = isFresh(sender, now) ? unexplained : 0
  const missing = reportedOf(sender) + unexplained - waiting
  return [
    ...(missing > 0 ? [element('span', 'bad', figure(missing))] : []),
    ...(waiting > 0 ? [element('span', 'quiet', `${figure(waiting)} waiting`)] : []),
    ...(missing + waiting === 0 ? [element('span', 'none', figure(0))] : []),
  ]
}
