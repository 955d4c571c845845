import './senders.css'
import type { Sender } from '../../../../model/sender.ts'
import type { PageState } from '../../page-state.ts'
import { figure } from '../../ui/format.ts'
import { keepRows } from '../../ui/keep-rows.ts'
import type { Panel } from '../../ui/panel.ts'
import { watchLooking } from '../../ui/visibility.ts'
import { senderRow } from './sender-row.ts'
import { sendersMarkup } from './senders-markup.ts'

const SHOWN_AT_FIRST = 5

/**
 * The table of senders, those seen last first. While somebody looks at it the figures change, and the lines stay.
 * @param now - the collector's time, in milliseconds
 * @param onOpen - called with the sender somebody wants to see whole
 */
export function createSenders(
  pageState: PageState,
  now: () => number,
  onOpen: (sender: Sender) => void,
): Panel {
  const { element, table, rows, more } = sendersMarkup()
  const show = keepRows<Sender>(
    rows,
    ({ sender }) => sender,
    (sender) => senderRow(sender, now, onOpen),
  )
  const isLookedAt = watchLooking(rows, () => draw())
  let shown: readonly Sender[] = []
  let all = false

  more.addEventListener('click', () => {
    all = !all
    shown = []
    draw()
  })

  function draw(): void {
    const senders = pageState.senders()
    const latest = new Map(senders.map((sender) => [sender.sender, sender]))
    shown =
      shown.length > 0 && isLookedAt()
        ? shown.map((sender) => latest.get(sender.sender) ?? sender)
        : senders.slice(0, all ? senders.length : SHOWN_AT_FIRST)
    show(shown)
    table.hidden = senders.length === 0
    more.hidden = senders.length <= SHOWN_AT_FIRST
    more.ariaExpanded = String(all)
    more.textContent = all ? 'Show fewer' : `Show the last ${figure(senders.length)}`
  }

  return { element, draw }
}
