/**
 * Makes an element. Children that are strings become text, never markup: what the page shows was sent by
 * strangers.
 */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name)
  if (className) made.className = className
  made.append(...children)
  return made
}

/** The element of the page with this id; throws when the HTML and the script do not fit together. */
export function byId<Kind extends HTMLElement = HTMLElement>(id: string): Kind {
  const found = document.getElementById(id)
  if (!found) throw new Error(`index.html has no element with the id ${id}`)
  return found as Kind
}
