import { inherited } from '../../lib/inherited.ts'

/** All that is at a point of the screen, one over another, in open shadow roots too. */
const inSight = (
  root: DocumentOrShadowRoot,
  x: number,
  y: number,
  found: Set<Element> = new Set(),
): Set<Element> => {
  for (const element of inherited(root, 'elementsFromPoint')(x, y)) {
    if (found.has(element)) continue
    found.add(element)
    if (element.shadowRoot) inSight(element.shadowRoot, x, y, found)
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
  // As large as the screen; the window's own words for that may be a page's variables.
  const { clientWidth: width, clientHeight: height } = page
  for (const element of inSight(document, width / 2, height / 2)) {
    const { clientWidth, clientHeight, scrollHeight } = element
    if (clientWidth * clientHeight < (width * height) / 2) continue
    if (inherited(element, 'matches')('iframe,frame,object,embed')) return
    if (scrollHeight > scroller.scrollHeight && getComputedStyle(element).overflowY !== 'visible')
      scroller = element
  }
  return scroller
}
