import { inherited } from '../../lib/inherited.ts'

/**
 * The field that something was entered in, and its form. A control in a shadow root belongs to no form outside, but the
 * custom element around it may: as one that the browser associates with forms, or as one that stands in a form.
 *
 * @param target - what was changed, as deep as it can be seen
 * @see https://html.spec.whatwg.org/multipage/custom-elements.html#form-associated-custom-element
 */
export const fieldIn = (target: EventTarget | undefined): readonly [form?: Element, field?: Element] => {
  for (let node = target; node instanceof Element; node = (node.getRootNode() as ShadowRoot).host) {
    const { form } = node as HTMLInputElement
    // An element that is no form's own may say what it likes by that name.
    if (form instanceof Element) return [form, node]
    // Custom elements have no `form` by themselves.
    if (!node.localName.includes('-')) continue
    const named = (node.getRootNode() as Document).getElementById?.(
      inherited(node, 'getAttribute')('form') ?? '',
    )
    const around = named ?? node.closest('form')
    if (around) return [around, node]
  }
  return []
}
