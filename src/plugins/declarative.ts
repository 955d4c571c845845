import { listen } from '../browser/listen.ts'
import { onceAnAction } from '../browser/once-an-action.ts'
import type { Plugin } from '../types.ts'
import { visibility } from './visibility.ts'

/** What marks an element, and when it counts: `data-rv-on`, else a form is submitted and all else is clicked. */
const action = 'data-rv-action'
const on = 'data-rv-on'

/** HTML knows no capitals: `data-rv-label-embed-id` is `embedId`, as in an element's `dataset`. */
const labelsOf = ({ dataset }: HTMLElement): object => {
  const labels: Record<string, string | undefined> = {}
  for (const name in dataset) {
    const [, first, rest] = /^rvLabel-?([^a-z])(.*)/.exec(name) ?? []
    if (first) labels[first.toLowerCase() + rest] = dataset[name]
  }
  return labels
}

/**
 * Tells what the page's HTML says: `data-rv-action` on an element, with `data-rv-category` there or further out, and
 * up to two `data-rv-label-…`. It is told when the element is clicked, a form when it is submitted, and with
 * `data-rv-on="visible"` when half of it has been in sight for a second.
 *
 * @example
 * createTracker({ collector, plugins: [declarative()] })
 * // <button data-rv-category="basket" data-rv-action="add" data-rv-label-product="mug">Add</button>
 */
export const declarative = (): Plugin => (tell, life) => {
  const tellOf = (element: Element): void => {
    const category = element.closest('[data-rv-category]')?.getAttribute('data-rv-category') || 'element'
    const cut = category.includes('/') ? '\0' : '/'
    tell({ ...labelsOf(element as HTMLElement), name: category + cut + element.getAttribute(action) })
  }
  const whenOf = (element: Element): string =>
    element.getAttribute(on) || (element.matches('form') ? 'submit' : 'click')

  const isFirst = onceAnAction()
  listen(
    ['click', 'submit'],
    (event) => {
      for (const node of event.composedPath()) {
        if (!(node instanceof Element) || !node.getAttribute(action) || whenOf(node) !== event.type) continue
        // The innermost speaks.
        return isFirst(event) && tellOf(node)
      }
    },
    life,
  )
  visibility(`[${action}][${on}=visible]`, { facts: tellOf as never })(() => {}, life)
}
