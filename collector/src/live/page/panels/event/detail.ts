import './detail.css'
import { RISON } from 'rison2'
import type { LiveEvent } from '../../../../model/event.ts'
import { createDialog } from '../../ui/dialog.ts'
import { element } from '../../ui/element.ts'
import { dateAndTime } from '../../ui/format.ts'
import { findPlayback } from '../playback/playback.ts'
import { followed, followWord } from '../stream/follow-words.ts'
import { type Explanation, explain } from './explanation.ts'
import { structure } from './structure.ts'

/**
 * The dialog that explains one event, parameter by parameter, and shows the playback session it is of.
 * @param onClosed - called when it is closed again
 * @param onFollow - called with the filter for the visitor or the session that somebody wants to see alone
 * @returns opens it, and resolves when it shows all there is
 */
export function createDetail(
  onClosed: () => void,
  onFollow: (filter: string) => void,
): (event: LiveEvent) => Promise<void> {
  const dialog = createDialog('event', onClosed)

  const follow = (filter: string): void => {
    dialog.close()
    onFollow(filter)
  }

  return async (event) => {
    const explanations = explain(event)
    const unsent = explanations.filter(({ values }) => values.length === 0)
    const isOfViewing = event.dialect === 'kaltura' && event.session !== undefined
    const playback = element('section', 'playback', element('p', 'quiet', 'Looking …'))
    dialog.show(
      event.type,
      `Event ${event.id}, received ${dateAndTime(event.received)}`,
      ...followButtons(event, follow),
      ...(isOfViewing ? [playback] : []),
      element('dl', 'parameters', ...explanations.filter(({ values }) => values.length > 0).map(sent)),
      ...(unsent.length > 0 ? [notSent(unsent)] : []),
    )
    // When another event is shown by then, this place is no longer on the page.
    if (isOfViewing) playback.replaceChildren(...(await findPlayback(event)))
  }
}

function followButtons(event: LiveEvent, onFollow: (filter: string) => void): HTMLElement[] {
  const buttons = followed.flatMap((who) => {
    const filter = followWord(event, who)
    if (filter === undefined) return []
    const button = element('button', { type: 'button' }, `Show only this ${who}`)
    button.addEventListener('click', () => onFollow(filter))
    return [button]
  })
  return buttons.length > 0 ? [element('div', 'following', ...buttons)] : []
}

const head = ({ letter, name }: Explanation): HTMLElement =>
  element(
    'dt',
    '',
    element('span', 'name', name),
    ...(letter === undefined ? [] : [element('code', { class: 'letter', title: 'As it is sent' }, letter)]),
  )

function sent(explanation: Explanation): HTMLElement {
  const { values, note, meaning } = explanation
  const read = structured(explanation)
  const said = element(
    'dd',
    '',
    ...(read ? [read] : []),
    ...values.map((value) => element('p', read ? 'value raw' : 'value', value)),
    ...(note ? [element('p', 'note', note)] : []),
    element('p', 'meaning', meaning),
  )
  return element('div', 'parameter', head(explanation), said)
}

/** The structure of a value; `undefined` where it has none, or is nested too deep to be shown. */
function structured({ values, isRison, structure: given }: Explanation): HTMLElement | undefined {
  try {
    const value: unknown = isRison ? RISON.parse(values[0]!) : given
    return typeof value === 'object' && value !== null ? structure(value) : undefined
  } catch {
    // Plain text after all.
    return undefined
  }
}

function notSent(explanations: readonly Explanation[]): HTMLElement {
  const rows = explanations.map((each) =>
    element('div', 'parameter', head(each), element('dd', '', element('p', 'meaning', each.meaning))),
  )
  return element(
    'details',
    'unsent',
    element('summary', '', `Not sent with this event (${explanations.length})`),
    element('dl', 'parameters', ...rows),
  )
}
