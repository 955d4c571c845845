import { inherited } from '../../lib/inherited.ts'

/** All that is in the middle of the screen, one over another, in open shadow roots too. */
const inMiddle = (root: DocumentOrShadowRoot, found: Set<Element> = new Set()): Set<Element> => {
  for (const element of inherited(root, 'elementsFromPoint')(innerWidth / 2, innerHeight / 2)) {
    if (found.has(element)) continue
    found.add(element)
    if (element.shadowRoot) inMiddle(element.shadowRoot, found)
  }
  return found
}

/**
 * What a page is scrolled by: itself, or what is in its middle, takes half of it or more, and has more to show. What is cut
 * off counts, by whatever it is moved, so that nothing is taken for seen that was not. Nothing where another document is in
 * the middle, of which nobody knows.
 *
 * @param page - what scrolls where nothing else does
 */
export const scrollerOf = (page: Element): Element | undefined => {
  let scroller = page
  for (const element of inMiddle(document)) {
    const { clientWidth, clientHeight, scrollHeight } = element
    if (clientWidth * clientHeight < (innerWidth * innerHeight) / 2) continue
    if (inherited(element, 'matches')('iframe,frame,object,embed')) return
    if (scrollHeight > scroller.scrollHeight && getComputedStyle(element).overflowY !== 'visible')
      scroller = element
  }
  return scroller
}
