import { element } from '../../ui/element.ts'

/** The panel of the relay, and its parts that change. */
export interface RelayMarkup {
  /** Hidden where nothing is relayed. */
  readonly element: HTMLElement
  readonly targets: HTMLElement
  /** Shown where something was refused: the heading and the table. */
  readonly refusals: HTMLElement
  readonly refused: HTMLElement
}

const head = (...labels: string[]) =>
  element('thead', '', element('tr', '', ...labels.map((label) => element('th', { scope: 'col' }, label))))

export function relayMarkup(): RelayMarkup {
  const heading = element('h2', { id: 'relay-heading' }, 'Relay')
  const targets = element('tbody', '')
  const refused = element('tbody', '')
  const refusals = element(
    'div',
    { class: 'refusals', hidden: true },
    element(
      'table',
      '',
      element('caption', '', 'Refused for good, the last ones first'),
      head('Target', 'Event', 'Id', 'Reason'),
      refused,
    ),
  )
  const root = element(
    'section',
    { class: 'panel relay', 'aria-labelledby': heading.id, hidden: true },
    heading,
    element(
      'table',
      '',
      element('caption', 'hidden', 'Where events are relayed to'),
      head('Target', 'State', 'Behind', 'Sent', 'Refused'),
      targets,
    ),
    refusals,
  )
  return { element: root, targets, refusals, refused }
}
