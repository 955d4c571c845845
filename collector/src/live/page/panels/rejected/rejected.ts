import './rejected.css'
import type { RejectedEvent, RejectedSummary } from '../../../../model/rejected.ts'
import { readJson } from '../../read-json.ts'
import { createDialog } from '../../ui/dialog.ts'
import { element } from '../../ui/element.ts'
import { dateAndTime, figure } from '../../ui/format.ts'
import { keepRows } from '../../ui/keep-rows.ts'
import { rejectedMarkup } from './rejected-markup.ts'
import { type Placed, rejectedRow } from './rejected-row.ts'

const SHOWN_AT_FIRST = 5

export interface RejectedPanel {
  readonly element: HTMLElement
  /** Asks the collector for them, and shows them. */
  refresh(): Promise<void>
}

/** The table of the last rejected events, each with its reason. It is not there while there are none. */
export function createRejected(): RejectedPanel {
  const { element: root, sentence, rows, more } = rejectedMarkup()
  const dialog = createDialog('rejection')
  const show = keepRows<Placed>(
    rows,
    ([place]) => place,
    () => rejectedRow(open),
  )
  let latest: RejectedSummary = { items: [], total: 0 }
  let all = false
  let asked = 0
  let answered = 0

  more.addEventListener('click', () => {
    all = !all
    draw()
  })

  function open({ received, dialect, parameter, error, origin, said }: RejectedEvent): void {
    const facts = [
      ['reason', error],
      ['parameter', parameter],
      ['dialect', dialect],
      ['page', origin],
    ] as const
    dialog.show(
      'Rejected event',
      `Received ${dateAndTime(received)}`,
      element(
        'dl',
        'parameters compact',
        ...facts.flatMap(([name, value]) =>
          value === undefined
            ? []
            : [
                element(
                  'div',
                  'parameter',
                  element('dt', 'name', name),
                  element('dd', '', element('p', 'value', value)),
                ),
              ],
        ),
      ),
      element('h3', '', 'What was sent'),
      element('pre', 'rejected-text', said),
    )
  }

  function draw(): void {
    const { items, total } = latest
    root.hidden = items.length === 0
    sentence.textContent = `${figure(total)} since the collector started`
    // Numbered from the first there was, so that a line stays the same while others come.
    show(items.slice(0, all ? items.length : SHOWN_AT_FIRST).map((event, at) => [String(total - at), event]))
    more.hidden = items.length <= SHOWN_AT_FIRST
    more.ariaExpanded = String(all)
    more.textContent = all ? 'Show fewer' : `Show the last ${figure(items.length)}`
  }

  return {
    element: root,
    async refresh() {
      asked += 1
      const question = asked
      // The next one that is rejected asks again.
      const summary = await readJson<RejectedSummary>('live/rejected').catch(() => undefined)
      if (!summary) return
      // Answers overtake each other: what was asked before is older.
      if (question < answered) return
      answered = question
      latest = summary
      draw()
    },
  }
}
