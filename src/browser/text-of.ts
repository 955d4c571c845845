import { inherited } from '../lib/inherited.ts'
import { excerpt } from './excerpt.ts'

/** What somebody has written or may choose from, and what is no text. */
const silent = 'select,textarea,:read-write,style,script,noscript'

const nameOf = (node: Element | null): string => {
  if (!node || node.nodeType === 8 || inherited(node, 'closest')?.(silent)) return ''
  const attribute = (name: string): string => inherited(node, 'getAttribute')(name) ?? ''
  return (
    node.nodeValue ??
    (attribute('aria-label') ||
      attribute('alt') ||
      [...(inherited(node, 'childNodes') as NodeListOf<Element>)].map(nameOf).join('') ||
      attribute('title') ||
      (inherited(node, 'matches')('[type=button],[type=submit],[type=reset]') ? attribute('value') : ''))
  )
}

/**
 * What an element is called, in the order in which assistive technology asks: by what labels it, by what it holds, by its
 * `title`. Never what somebody has entered.
 *
 * @see https://www.w3.org/TR/accname-1.2/
 */
export const textOf = (element: Element): string | undefined => {
  const labels = inherited(
    element,
    'getAttribute',
  )('aria-labelledby')?.replace(/\S+/g, (id) =>
    nameOf((inherited(element, 'getRootNode')() as Document).getElementById(id)),
  )
  return excerpt(labels, 100) || excerpt(nameOf(element), 100)
}
