const attribute = (element: Element, name: string): string | null =>
  Element.prototype.getAttribute.call(element, name)

/**
 * What the page calls a form or field; nothing where it does not. Not by properties: in a form with a field of that
 * name, `form.id` is the field.
 */
export const nameOf = (element: Element): string | undefined =>
  attribute(element, 'name') || attribute(element, 'id') || undefined
