import './structure.css'
import { element } from '../../ui/element.ts'

/** Some hundreds of nested boxes end a tab: Chromium's layout runs out of memory. Nobody reads that deep. */
const deepest = 20

/**
 * A value read from Rison, as nested lists: names with their values, numbered items, or text.
 * @throws RangeError when it is nested too deep to be shown
 */
export function structure(value: unknown, depth = 1): HTMLElement {
  if (depth > deepest) throw new RangeError(`nested deeper than ${deepest}`)
  if (Array.isArray(value))
    return element('ol', 'items', ...value.map((item) => element('li', '', structure(item, depth + 1))))
  if (typeof value !== 'object' || value === null) return element('span', 'scalar', String(value))
  const pairs = Object.entries(value).map(([name, inner]) =>
    element('div', '', element('dt', '', name), element('dd', '', structure(inner, depth + 1))),
  )
  return element('dl', 'pairs', ...pairs)
}
