import { RISON } from 'rison2'
import { type EventParameter, eventParameters } from '../../decode/rivet-parameters.ts'
import type { LiveEvent } from '../../event.ts'
import { byId, element } from './element.ts'
import { dateAndTime, figure } from './format.ts'
import { letClose } from './let-close.ts'
import { type ParameterValue, parameterValues } from './parameter-values.ts'
import { structure } from './structure.ts'

/** Parameters that hold a structure, written in Rison. */
const STRUCTURED = ['qualifiers', 'conversion']

/**
 * The dialog that explains one event, parameter by parameter.
 * @param onClosed - called when it is closed again
 * @returns opens it
 */
export function createDetail(onClosed: () => void): (event: LiveEvent) => void {
  const dialog = byId<HTMLDialogElement>('detail')
  const body = byId('detail-body')

  letClose(dialog, byId('detail-close'))
  dialog.addEventListener('close', onClosed)

  return (event) => {
    const values = parameterValues(event)
    const unsent = eventParameters.filter(({ name }) => !values.has(name))
    byId('detail-heading').textContent = event.type
    byId('detail-time').textContent = `Event ${figure(event.id)}, received ${dateAndTime(event.received)}`
    body.replaceChildren(
      element('dl', 'parameters', ...eventParameters.flatMap((each) => sent(each, values.get(each.name)))),
      ...(unsent.length > 0 ? [notSent(unsent)] : []),
    )
    dialog.showModal()
    body.scrollTop = 0
  }
}

const head = ({ letter, name }: EventParameter): HTMLElement =>
  element('dt', '', element('code', 'letter', letter), element('span', 'name', name))

function sent(parameter: EventParameter, value: ParameterValue | undefined): HTMLElement[] {
  if (!value) return []
  const read = STRUCTURED.includes(parameter.name) ? structured(value.text) : undefined
  const said = element(
    'dd',
    '',
    ...(read ? [read] : []),
    element('p', read ? 'value raw' : 'value', value.text),
    ...(value.note ? [element('p', 'note', value.note)] : []),
    element('p', 'meaning', parameter.meaning),
  )
  return [element('div', 'parameter', head(parameter), said)]
}

/** The structure of a Rison value; `undefined` where it is none, or plain text after all. */
function structured(text: string): HTMLElement | undefined {
  try {
    const value: unknown = RISON.parse(text)
    return typeof value === 'object' && value !== null ? structure(value) : undefined
  } catch {
    return undefined
  }
}

function notSent(parameters: readonly EventParameter[]): HTMLElement {
  const rows = parameters.map((each) =>
    element('div', 'parameter', head(each), element('dd', '', element('p', 'meaning', each.meaning))),
  )
  return element(
    'details',
    'unsent',
    element('summary', '', `Not sent with this event (${parameters.length})`),
    element('dl', 'parameters', ...rows),
  )
}
