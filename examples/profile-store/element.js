/** Makes an element: properties as the DOM names them, children as nodes or text. */
export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties)
  made.append(...children)
  return made
}
