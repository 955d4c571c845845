import type { Entry } from '../entry.ts'
import { element } from './element.ts'
import { parameterList } from './parameter-list.ts'

const clock = (time: number): string => new Date(time).toTimeString().slice(0, 8)

/** One line of the list, which unfolds to all that is known. @returns it, and what shows a newer entry in it */
export const entryRow = (first: Entry): { readonly row: HTMLElement; show(entry: Entry): void } => {
  const summary = element('summary', {})
  const body = element('div', {})
  const details = element('details', {}, summary, body)
  const row = element('li', {}, details)
  let entry = first

  // Parameters are drawn where somebody looks at them.
  const draw = (): void => {
    const { kind, time, title, outcome, isBad, advice, parameters } = entry
    const state = isBad ? 'bad' : 'well'
    summary.replaceChildren(
      element('span', { class: 'time' }, clock(time)),
      element('span', { class: 'kind' }, kind),
      element('bdi', { class: 'title' }, title),
      element('bdi', { class: 'outcome', 'data-state': state }, outcome),
      ...(advice ? [element('bdi', { class: 'advice' }, advice)] : []),
    )
    body.replaceChildren(...(details.open ? [parameterList(parameters)] : []))
  }
  details.addEventListener('toggle', draw)
  draw()
  return {
    row,
    show(newer) {
      entry = newer
      draw()
    },
  }
}
