import { element } from './element.ts'

/** A value read from Rison, as nested lists: names with their values, numbered items, or text. */
export function structure(value: unknown): HTMLElement {
  if (Array.isArray(value))
    return element('ol', 'items', ...value.map((item) => element('li', '', structure(item))))
  if (typeof value !== 'object' || value === null) return element('span', 'scalar', String(value))
  const pairs = Object.entries(value).map(([name, inner]) =>
    element('div', '', element('dt', '', name), element('dd', '', structure(inner))),
  )
  return element('dl', 'pairs', ...pairs)
}
