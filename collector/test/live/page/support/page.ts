import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const html = readFileSync(join(import.meta.dirname, '../../../../src/live/page/index.html'), 'utf8')

/** Puts the live page's own body into the document, as it is before its script runs. */
export function openBody(): void {
  document.body.innerHTML = html.slice(html.indexOf('<body>'), html.indexOf('</body>'))
}

export const get = <Kind extends HTMLElement = HTMLElement>(selector: string): Kind => {
  const found = document.querySelector<Kind>(selector)
  if (!found) throw new Error(`nothing on the page is ${selector}`)
  return found
}

/** The figure below this name. */
export const figureCalled = (name: string): string | null | undefined =>
  [...document.querySelectorAll('.figures dt')].find(({ textContent }) => textContent === name)
    ?.nextElementSibling?.textContent

/** The texts of all that the selector finds, in the order of the page. */
export const textsOf = (selector: string): (string | null)[] =>
  [...document.querySelectorAll(selector)].map(({ textContent }) => textContent)

/** What the selector names is there for a reader, not hidden. */
export const isShown = (selector: string): boolean => !get(selector).hidden
