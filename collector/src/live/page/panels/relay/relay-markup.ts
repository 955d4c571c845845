import { element } from '../../ui/element.ts'
import { type Column, tableOf } from '../../ui/table.ts'

/** The panel of the relay, and its parts that change. */
export interface RelayMarkup {
  /** Hidden where nothing is relayed. */
  readonly element: HTMLElement
  readonly targets: HTMLElement
  /** Shown where something was refused: the heading and the table. */
  readonly refusals: HTMLElement
  readonly refused: HTMLElement
}

const columns = (...labels: string[]): readonly Column[] => labels.map((label) => ({ label }))

export function relayMarkup(): RelayMarkup {
  const heading = element('h2', { id: 'relay-heading' }, 'Relay')
  const { table: targetTable, rows: targets } = tableOf(
    '',
    element('caption', 'hidden', 'Where events are relayed to'),
    columns('Target', 'State', 'Behind', 'Sent', 'Refused'),
  )
  const { table: refusedTable, rows: refused } = tableOf(
    '',
    element('caption', '', 'Refused for good, the last ones first'),
    columns('Target', 'Event', 'Id', 'Reason'),
  )
  const refusals = element('div', { class: 'refusals', hidden: true }, refusedTable)
  const root = element(
    'section',
    { class: 'panel relay', 'aria-labelledby': heading.id, hidden: true },
    heading,
    targetTable,
    refusals,
  )
  return { element: root, targets, refusals, refused }
}
