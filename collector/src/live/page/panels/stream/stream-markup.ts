import { element } from '../../ui/element.ts'

/** The panel of the stream, and its parts that change. */
export interface StreamMarkup {
  readonly element: HTMLElement
  /** Says why nothing new is shown. */
  readonly held: HTMLElement
  readonly input: HTMLInputElement
  readonly pause: HTMLButtonElement
  readonly list: HTMLOListElement
  readonly noMatch: HTMLElement
}

/** @param empty - stands in place of the list while there are no events at all */
export function streamMarkup(empty: HTMLElement): StreamMarkup {
  const heading = element('h2', { id: 'stream-heading' }, 'As they arrive')
  const held = element('p', { class: 'held quiet', hidden: true })
  const input = element('input', {
    id: 'filter',
    type: 'search',
    placeholder: 'Filter by type, label, visitor',
    autocomplete: 'off',
    spellcheck: 'false',
  })
  const label = element(
    'label',
    { class: 'hidden', for: input.id },
    'Filter by type, label, page or visitor; visitor: and session: before an id show only theirs',
  )
  const pause = element('button', { type: 'button' }, 'Pause')
  const list = element('ol', { class: 'rows', 'aria-label': 'Events, newest first' })
  const noMatch = element(
    'p',
    { class: 'no-match nothing quiet', hidden: true },
    'Nothing in the last events matches the filter.',
  )
  const root = element(
    'section',
    { class: 'panel stream', 'aria-labelledby': heading.id },
    element('div', 'stream-head', heading, held, element('search', 'filter', label, input), pause),
    list,
    noMatch,
    empty,
  )
  return { element: root, held, input, pause, list, noMatch }
}
