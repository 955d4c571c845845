import { listen } from '../browser/listen.ts'
import { onceAnAction } from '../browser/once-an-action.ts'
import { attempt } from '../lib/attempt.ts'
import { inherited } from '../lib/inherited.ts'
import type { Plugin } from '../types.ts'
import { visibility } from './visibility.ts'

/** What marks an element, and when it counts: `data-rv-on`, else a form is submitted and all else is clicked. */
const action = 'data-rv-action'
const on = 'data-rv-on'
const label = 'data-rv-label-'

/**
 * The labels of an element and of those around it, the nearest first. HTML knows no capitals: `data-rv-label-embed-id` is
 * `embedId`, as in an element's `dataset`.
 */
const labelsOf = (element: Element): object => {
  const labels: Record<string, string> = {}
  for (let outer: Element | null = element; outer; outer = inherited(outer, 'parentElement')) {
    for (const { name, value } of inherited(outer, 'attributes')) {
      if (name.startsWith(label))
        labels[name.slice(label.length).replace(/-([a-z])/g, (_, letter) => letter.toUpperCase())] ??= value
    }
  }
  return labels
}

/**
 * Emits what the page's HTML says: `data-rv-action` on an element, with `data-rv-category` and up to two `data-rv-label-…`
 * there or further out, of which the nearest win. It is emitted when the element is clicked, a form when it is submitted,
 * and with `data-rv-on="visible"` when half of it has been in sight for a second.
 *
 * @example
 * createTracker({ collector, plugins: [declarative()] })
 * // <button data-rv-category="basket" data-rv-action="add" data-rv-label-product="mug">Add</button>
 */
export const declarative = (): Plugin => (emit, signal) => {
  const tellOf = (element: Element): void => {
    const named = inherited(element, 'closest')('[data-rv-category]')
    const category = named && inherited(named, 'getAttribute')('data-rv-category')
    emit({
      labels: labelsOf(element),
      // A category may have slashes of its own.
      name:
        (category || 'element') +
        (/\//.test(category ?? '') ? '\0' : '/') +
        inherited(element, 'getAttribute')(action),
    })
  }
  const whenOf = (element: Element): string =>
    inherited(element, 'getAttribute')(on) || (inherited(element, 'matches')('form') ? 'submit' : 'click')

  const isFirst = onceAnAction()
  listen(
    ['click', 'submit'],
    (event) => {
      for (const node of event.composedPath()) {
        if (
          !(node instanceof Element) ||
          !inherited(node, 'getAttribute')(action) ||
          whenOf(node) !== event.type
        )
          continue
        // The innermost speaks.
        return isFirst(event) && tellOf(node)
      }
    },
    signal,
  )
  // Where nothing can be seen, all else still is.
  attempt(() =>
    visibility(`[${action}][${on}=visible]`, { facts: (element) => ({ element }) })(
      ({ element }) => tellOf(element as Element),
      signal,
    ),
  )
}
