/** Not by the element itself: in a form with a field of that name, `form.getAttribute` is the field. */
export const attributeOf = (element: Element, name: string): string | null =>
  Element.prototype.getAttribute.call(element, name)
