/**
 * A property as the browser has it, a function with its target: what is there on the object itself may be the page's. A
 * form's controls lie over its own by their names, forms, images and frames over the document's (`<form name="title">`,
 * `<input name="matches">`), variables over the window's.
 *
 * @see https://html.spec.whatwg.org/multipage/dom.html#dom-document-nameditem
 * @see https://html.spec.whatwg.org/multipage/forms.html#dom-form-nameditem
 */
export const inherited = <Target extends object, Name extends keyof Target>(
  target: Target,
  name: Name,
): Target[Name] => {
  const value = Reflect.get(Object.getPrototypeOf(target), name, target) ?? target[name]
  return (value as { bind?(target: Target): Target[Name] } | undefined)?.bind?.(target) ?? value
}
