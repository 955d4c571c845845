import { element } from './element.ts'

export interface Figures<Name extends string> {
  readonly element: HTMLElement
  show(texts: Readonly<Record<Name, string>>): void
}

/** Figures below what they are called, with a dash until they are known. */
export function figures<Name extends string>(labels: Readonly<Record<Name, string>>): Figures<Name> {
  const made = Object.entries<string>(labels).map(([name, label]) => ({
    name: name as Name,
    term: element('dt', '', label),
    place: element('dd', '', '–'),
  }))
  return {
    element: element('dl', 'figures', ...made.map(({ term, place }) => element('div', '', term, place))),
    show(texts) {
      for (const { name, place } of made) place.textContent = texts[name]
    },
  }
}
